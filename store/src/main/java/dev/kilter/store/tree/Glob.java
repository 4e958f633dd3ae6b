package dev.kilter.store.tree;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patterns of names: {@code team-*}, {@code ?}, or a regular expression between slashes. */
public final class Glob {
  private Glob() {}

  public static boolean matches(String pattern, String text) {
    try {
      return Pattern.matches(regex(pattern), text);
    } catch (PatternSyntaxException _) {
      return false;
    }
  }

  private static String regex(String pattern) {
    if (pattern.length() > 2 && pattern.startsWith("/") && pattern.endsWith("/")) {
      return pattern.substring(1, pattern.length() - 1);
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return regex.toString();
  }
}
