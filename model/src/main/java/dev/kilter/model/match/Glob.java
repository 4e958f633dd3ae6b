package dev.kilter.model.match;

import dev.kilter.model.match.GlobParser.Token;
import java.util.List;
import java.util.Optional;

/**
 * A pattern as Argo CD matches it (gobwas/glob): {@code *} any run of characters, {@code **} also
 * across separators, {@code ?} one character, {@code [a-z]} and {@code [!a-z]} one of a class,
 * <code>{a,b}</code> either; a backslash takes the next character as it is. Without a separator one
 * star is as good as two. Matching takes time in proportion to pattern times text, whatever they
 * are.
 */
public final class Glob {
  /** No code point: stars run over everything. */
  private static final int NO_SEPARATOR = -1;

  private final List<List<Token>> alternatives;
  private final int separator;

  private Glob(List<List<Token>> alternatives, int separator) {
    this.alternatives = alternatives;
    this.separator = separator;
  }

  /** Empty where brackets or braces do not close. */
  public static Optional<Glob> compile(String pattern) {
    return compile(pattern, NO_SEPARATOR);
  }

  private static Optional<Glob> compile(String pattern, int separator) {
    return GlobParser.parse(pattern).map(alternatives -> new Glob(alternatives, separator));
  }

  /** A malformed pattern matches nothing. */
  public static boolean matches(String pattern, String text) {
    return matches(pattern, text, NO_SEPARATOR);
  }

  /** As {@link #matches(String, String)}, but a single star and a question mark stop there. */
  public static boolean matches(String pattern, String text, char separator) {
    return matches(pattern, text, (int) separator);
  }

  private static boolean matches(String pattern, String text, int separator) {
    if (GlobParser.plain(pattern)) {
      return pattern.equals(text);
    }
    return compile(pattern, separator).filter(glob -> glob.matches(text)).isPresent();
  }

  /** Where no pattern at all means all, as in Argo CD's lists of kinds and clusters. */
  public static boolean emptyOrAny(List<String> patterns, String text) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, text));
  }

  public boolean matches(String text) {
    int[] codePoints = text.codePoints().toArray();
    return alternatives.stream().anyMatch(tokens -> matches(tokens, codePoints));
  }

  /** Goes through the text once, with all places of the pattern that may have been reached. */
  private boolean matches(List<Token> tokens, int[] text) {
    boolean[] reached = new boolean[tokens.size() + 1];
    reached[0] = true;
    skipStars(tokens, reached);
    for (int c : text) {
      boolean[] next = new boolean[reached.length];
      for (int i = 0; i < tokens.size(); i++) {
        if (reached[i]) {
          advance(tokens.get(i), c, i, next);
        }
      }
      skipStars(tokens, next);
      reached = next;
    }
    return reached[tokens.size()];
  }

  private void advance(Token token, int c, int at, boolean[] next) {
    switch (token) {
      case Token.Star(boolean across) -> next[at] |= across || c != separator;
      case Token.Any() -> next[at + 1] |= c != separator;
      case Token.One one -> next[at + 1] |= one.admits(c);
    }
  }

  /** A star may stand for nothing. */
  private static void skipStars(List<Token> tokens, boolean[] reached) {
    for (int i = 0; i < tokens.size(); i++) {
      if (reached[i] && tokens.get(i) instanceof Token.Star) {
        reached[i + 1] = true;
      }
    }
  }
}
