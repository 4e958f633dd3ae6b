package dev.kilter.engine.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of a line as Argo CD takes it apart: Go's encoding/csv, leading blanks trimmed. */
final class Tokens {
  private static final char QUOTE = '"';

  private final String line;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  private Tokens(String line) {
    this.line = line;
  }

  /** Empty where the quotes are not in order, or the line is more than one. */
  static Optional<List<String>> of(String line) {
    return line.indexOf('\n') < 0 ? new Tokens(line).split() : Optional.empty();
  }

  private Optional<List<String>> split() {
    while (true) {
      while (at < line.length() && blank(line.charAt(at))) {
        at++;
      }
      boolean quote = at < line.length() && line.charAt(at) == QUOTE;
      boolean inOrder = quote ? quoted() : plain();
      if (!inOrder) {
        return Optional.empty();
      }
      if (at == line.length()) {
        return Optional.of(List.copyOf(tokens));
      }
      at++;
    }
  }

  private boolean plain() {
    int comma = line.indexOf(',', at);
    int end = comma < 0 ? line.length() : comma;
    String token = line.substring(at, end);
    tokens.add(token);
    at = end;
    return token.indexOf(QUOTE) < 0;
  }

  /** A quote within stands there twice; behind the last one comes a comma or nothing. */
  private boolean quoted() {
    StringBuilder token = new StringBuilder();
    int from = at + 1;
    while (true) {
      int quote = line.indexOf(QUOTE, from);
      if (quote < 0) {
        return false;
      }
      token.append(line, from, quote);
      from = quote + 1;
      if (from == line.length() || line.charAt(from) == ',') {
        tokens.add(token.toString());
        at = from;
        return true;
      }
      if (line.charAt(from) != QUOTE) {
        return false;
      }
      token.append(QUOTE);
      from++;
    }
  }

  /** Without what Go takes for white space at both ends. */
  static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && blank(text.charAt(from))) {
      from++;
    }
    while (from < to && blank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean blank(char c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
  }
}
