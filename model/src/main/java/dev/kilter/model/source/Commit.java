package dev.kilter.model.source;

import java.time.Instant;
import java.util.List;

/**
 * A commit for people: who, when, what. {@code author} is {@code name <address>}; {@code tags}
 * point at it.
 */
public record Commit(String sha, String author, Instant date, String message, List<String> tags) {
  public Commit {
    tags = List.copyOf(tags);
  }

  /** Without the address, which is noise in a sentence; the address where there is no name. */
  public String authorName() {
    int address = author.indexOf('<');
    return address > 0 ? author.substring(0, address).strip() : author;
  }

  public String subject() {
    return message.lines().findFirst().orElse("");
  }
}
