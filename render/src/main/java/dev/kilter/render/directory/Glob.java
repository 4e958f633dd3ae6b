package dev.kilter.render.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern as Argo CD matches it against a path (gobwas/glob without separators): {@code *} and
 * {@code **} stand for any text with slashes too, {@code ?} for one character, {@code [a-z]} and
 * {@code [!a-z]} for one of a class, <code>{a,b}</code> for either; a backslash takes the next
 * character as it is.
 */
final class Glob {
  private static final int MAX_ALTERNATIVES = 1_000;
  private static final int MAX_LENGTH = 4_096;

  private final List<List<Token>> alternatives;

  private Glob(List<List<Token>> alternatives) {
    this.alternatives = alternatives;
  }

  private sealed interface Token {
    record Star() implements Token {}

    record One(List<Range> ranges, boolean negated) implements Token {
      boolean admits(int c) {
        return ranges.stream().anyMatch(range -> c >= range.from && c <= range.to) != negated;
      }
    }
  }

  private record Range(int from, int to) {}

  private static final Token.One ANY = new Token.One(List.of(), true);

  /** Empty where brackets or braces do not close. */
  static Optional<Glob> compile(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      Parser parser = new Parser(pattern);
      List<List<Token>> alternatives = parser.sequence(0);
      return parser.at < pattern.length() ? Optional.empty() : Optional.of(new Glob(alternatives));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean matches(String path) {
    int[] text = path.codePoints().toArray();
    return alternatives.stream().anyMatch(tokens -> matches(tokens, text));
  }

  /** The last star alone may take more text back, so this never explodes. */
  private static boolean matches(List<Token> tokens, int[] text) {
    int token = 0;
    int at = 0;
    int star = -1;
    int retry = 0;
    while (at < text.length) {
      if (token < tokens.size() && tokens.get(token) instanceof Token.Star) {
        star = token++;
        retry = at;
      } else if (token < tokens.size()
          && tokens.get(token) instanceof Token.One one
          && one.admits(text[at])) {
        token++;
        at++;
      } else if (star >= 0) {
        token = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (token < tokens.size() && tokens.get(token) instanceof Token.Star) {
      token++;
    }
    return token == tokens.size();
  }

  /** Turns text into all the plain sequences that its braces stand for. */
  private static final class Parser {
    private final String pattern;
    private int at;

    Parser(String pattern) {
      this.pattern = pattern;
    }

    /** Up to the end, or within braces up to the comma or brace that ends this alternative. */
    List<List<Token>> sequence(int depth) {
      List<List<Token>> result = List.of(List.of());
      while (at < pattern.length()) {
        char c = pattern.charAt(at);
        if (depth > 0 && (c == ',' || c == '}')) {
          return result;
        }
        at++;
        result = product(result, element(c, depth));
      }
      if (depth > 0) {
        throw new IllegalArgumentException("unclosed brace");
      }
      return result;
    }

    private List<List<Token>> element(char c, int depth) {
      return switch (c) {
        case '*' -> List.of(List.of(new Token.Star()));
        case '?' -> List.of(List.of(ANY));
        case '[' -> List.of(List.of(characterClass()));
        case '{' -> braces(depth + 1);
        case '\\' -> List.of(List.of(literal(next())));
        default -> {
          at--;
          yield List.of(List.of(literal(next())));
        }
      };
    }

    private List<List<Token>> braces(int depth) {
      List<List<Token>> result = new ArrayList<>();
      while (true) {
        result.addAll(sequence(depth));
        if (next() == '}') {
          return result;
        }
      }
    }

    private Token.One characterClass() {
      boolean negated = pattern.startsWith("!", at) || pattern.startsWith("^", at);
      at += negated ? 1 : 0;
      List<Range> ranges = new ArrayList<>();
      for (int c = next(); c != ']'; c = next()) {
        int from = c == '\\' ? next() : c;
        boolean range = pattern.startsWith("-", at) && !pattern.startsWith("-]", at);
        at += range ? 1 : 0;
        ranges.add(new Range(from, range ? next() : from));
      }
      return new Token.One(ranges, negated);
    }

    private static Token.One literal(int c) {
      return new Token.One(List.of(new Range(c, c)), false);
    }

    private int next() {
      if (at >= pattern.length()) {
        throw new IllegalArgumentException("the pattern ends too early");
      }
      int c = pattern.codePointAt(at);
      at += Character.charCount(c);
      return c;
    }

    private static List<List<Token>> product(List<List<Token>> heads, List<List<Token>> tails) {
      if (heads.size() * tails.size() > MAX_ALTERNATIVES) {
        throw new IllegalArgumentException("too many alternatives");
      }
      List<List<Token>> result = new ArrayList<>();
      for (List<Token> head : heads) {
        for (List<Token> tail : tails) {
          List<Token> both = new ArrayList<>(head);
          both.addAll(tail);
          result.add(both);
        }
      }
      return result;
    }
  }
}
