package dev.kilter.engine.match;

import java.util.HashSet;
import java.util.Set;

/**
 * Globs as Argo CD matches them (gobwas/glob): {@code *} any run of characters, {@code **} also
 * across separators, {@code ?} one character, {@code [a-z]} and {@code [!a-z]} a class, {@code
 * {a,b}} alternatives, a backslash takes the next character literally. A malformed pattern matches
 * nothing.
 */
public final class Glob {
  /** No separator: {@code *} runs over everything. */
  private static final int NO_SEPARATOR = -1;

  private final String pattern;
  private final String text;
  private final int separator;

  /** Where a star was tried in vain: keeps hostile patterns from being tried again and again. */
  private final Set<Attempt> failed = new HashSet<>();

  private Glob(String pattern, String text, int separator) {
    this.pattern = pattern;
    this.text = text;
    this.separator = separator;
  }

  public static boolean matches(String pattern, String text) {
    return new Glob(pattern, text, NO_SEPARATOR).matched();
  }

  /** As {@link #matches(String, String)}, but a single star and a question mark stop there. */
  public static boolean matches(String pattern, String text, char separator) {
    return new Glob(pattern, text, separator).matched();
  }

  private boolean matched() {
    return GlobSyntax.wellFormed(pattern) && from(pattern, 0);
  }

  /** Whether {@code rest} of the pattern matches the text from {@code at} to its end. */
  private boolean from(String rest, int at) {
    if (rest.isEmpty()) {
      return at == text.length();
    }
    return switch (rest.charAt(0)) {
      case '*' -> star(rest, at);
      case '?' -> single(at) && from(rest.substring(1), at + 1);
      case '[' -> characterClass(rest, at);
      case '{' -> alternatives(rest, at);
      case '\\' ->
          rest.length() > 1 && literal(rest.charAt(1), at) && from(rest.substring(2), at + 1);
      default -> literal(rest.charAt(0), at) && from(rest.substring(1), at + 1);
    };
  }

  private record Attempt(String rest, int at) {}

  private boolean star(String rest, int at) {
    Attempt attempt = new Attempt(rest, at);
    if (failed.contains(attempt)) {
      return false;
    }
    boolean matched = anyRun(rest, at);
    if (!matched) {
      failed.add(attempt);
    }
    return matched;
  }

  private boolean anyRun(String rest, int at) {
    boolean across = rest.startsWith("**");
    String after = rest.substring(across ? 2 : 1);
    for (int end = at; end <= text.length(); end++) {
      if (from(after, end)) {
        return true;
      }
      if (end < text.length() && !across && text.charAt(end) == separator) {
        return false;
      }
    }
    return false;
  }

  private boolean single(int at) {
    return at < text.length() && text.charAt(at) != separator;
  }

  private boolean literal(char expected, int at) {
    return at < text.length() && text.charAt(at) == expected;
  }

  private boolean characterClass(String rest, int at) {
    int end = rest.indexOf(']', 2);
    if (at >= text.length()) {
      return false;
    }
    String inside = rest.substring(1, end);
    boolean negated = inside.startsWith("!");
    boolean in = GlobSyntax.inClass(negated ? inside.substring(1) : inside, text.charAt(at));
    return in != negated && from(rest.substring(end + 1), at + 1);
  }

  private boolean alternatives(String rest, int at) {
    int end = GlobSyntax.closingBrace(rest);
    String after = rest.substring(end + 1);
    return GlobSyntax.branches(rest.substring(1, end)).stream()
        .anyMatch(branch -> from(branch + after, at));
  }
}
