package dev.kilter.cluster.cache;

import java.util.List;
import java.util.regex.Pattern;

/** Patterns of {@code resource.exclusions}: {@code *} is any text, {@code ?} any character. */
final class Glob {
  private Glob() {}

  /** An empty list matches everything, as Argo CD has it. */
  static boolean anyMatches(List<String> patterns, String text) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, text));
  }

  private static boolean matches(String pattern, String text) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> expression.append(".*");
        case '?' -> expression.append('.');
        default -> expression.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.matches(expression.toString(), text);
  }
}
