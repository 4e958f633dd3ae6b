package dev.kilter.server.rest;

import java.util.regex.Pattern;

/** Shell patterns as the settings use them: {@code *} and {@code ?} match anything. */
final class Glob {
  private Glob() {}

  static boolean matches(String glob, String text) {
    StringBuilder pattern = new StringBuilder();
    glob.chars()
        .forEach(letter -> {
          switch (letter) {
            case '*' -> pattern.append(".*");
            case '?' -> pattern.append('.');
            default -> pattern.append(Pattern.quote(Character.toString(letter)));
          }
        });
    return Pattern.matches(pattern.toString(), text);
  }
}
