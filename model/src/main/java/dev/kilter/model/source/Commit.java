package dev.kilter.model.source;

import java.time.Instant;
import java.util.List;

/** A commit for people: who, when, what. {@code tags} point at it. */
public record Commit(String sha, String author, Instant date, String message, List<String> tags) {
  public Commit {
    tags = List.copyOf(tags);
  }

  public String subject() {
    return message.lines().findFirst().orElse("");
  }
}
