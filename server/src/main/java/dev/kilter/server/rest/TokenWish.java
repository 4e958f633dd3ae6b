package dev.kilter.server.rest;

import dev.kilter.api.Document;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import java.time.Duration;

/**
 * What is asked of a token that is to be made.
 *
 * @param id empty where any will do
 * @param lasts zero for ever
 */
record TokenWish(String id, Duration lasts) {
  private static final int MAX_ID = 253;

  /** More than anybody means, and no overflow. */
  private static final long MAX_SECONDS = Duration.ofDays(36_500).toSeconds();

  static TokenWish read(Document body) {
    return new TokenWish(id(body), lasts(body));
  }

  /** It stands in logs and lists. */
  private static String id(Document body) {
    String id = body.text("id");
    if (id.length() > MAX_ID || id.chars().anyMatch(Character::isISOControl)) {
      throw refused(
          "token id is not usable", "\"id\" has control characters, or is longer than " + MAX_ID);
    }
    return id;
  }

  /** {@code expiresIn}, seconds as a number or its text. */
  private static Duration lasts(Document body) {
    String text = body.text("expiresIn");
    boolean read = text.isEmpty() || text.matches("\\d{1,18}");
    long seconds = text.isEmpty() ? body.number("expiresIn") : read ? Long.parseLong(text) : -1;
    if (seconds < 0 || seconds > MAX_SECONDS) {
      throw refused(
          "expiresIn must be a number of seconds",
          "\"expiresIn\" is no number of seconds between 0 and " + MAX_SECONDS);
    }
    return Duration.ofSeconds(seconds);
  }

  private static RuntimeException refused(String message, String why) {
    return Problem.of(ProblemKind.INVALID_INPUT, message)
        .saying("The token was not made.", why + ".", "send it again with another one")
        .exception();
  }
}
