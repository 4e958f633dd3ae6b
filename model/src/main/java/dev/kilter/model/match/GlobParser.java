package dev.kilter.model.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the text of a glob into all the sequences that its braces stand for. */
final class GlobParser {
  private static final int MAX_ALTERNATIVES = 1_000;
  private static final int MAX_LENGTH = 4_096;
  private static final int MAX_DEPTH = 100;
  private static final String SPECIAL = "*?[{\\";

  private final String pattern;
  private int at;

  private GlobParser(String pattern) {
    this.pattern = pattern;
  }

  /** One step of a pattern. */
  sealed interface Token {
    /** Any run; {@code across} separators, too. */
    record Star(boolean across) implements Token {}

    record Any() implements Token {}

    record One(List<Range> ranges, boolean negated) implements Token {
      boolean admits(int c) {
        return ranges.stream().anyMatch(range -> c >= range.from && c <= range.to) != negated;
      }
    }
  }

  record Range(int from, int to) {}

  /** Whether the pattern stands for itself alone. */
  static boolean plain(String pattern) {
    return pattern.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  /** Empty where brackets or braces do not close, or the pattern stands for too much. */
  static Optional<List<List<Token>>> parse(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(new GlobParser(pattern).sequence(0));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Up to the end, or within braces up to the comma or brace that ends this alternative. */
  private List<List<Token>> sequence(int depth) {
    List<List<Token>> result = List.of(List.of());
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (depth > 0 && (c == ',' || c == '}')) {
        return result;
      }
      result = product(result, element(depth));
    }
    if (depth > 0) {
      throw new IllegalArgumentException("unclosed brace");
    }
    return result;
  }

  private List<List<Token>> element(int depth) {
    int c = next();
    return switch (c) {
      case '*' -> single(new Token.Star(doubled()));
      case '?' -> single(new Token.Any());
      case '[' -> single(characterClass());
      case '{' -> braces(depth + 1);
      case '\\' -> single(literal(next()));
      default -> single(literal(c));
    };
  }

  private static List<List<Token>> single(Token token) {
    return List.of(List.of(token));
  }

  private boolean doubled() {
    boolean doubled = pattern.startsWith("*", at);
    at += doubled ? 1 : 0;
    return doubled;
  }

  private List<List<Token>> braces(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("braces are nested too deep");
    }
    List<List<Token>> result = new ArrayList<>();
    do {
      result.addAll(sequence(depth));
    } while (next() != '}');
    return result;
  }

  /** What stands first in the class is taken as it is, a closing bracket too. */
  private Token.One characterClass() {
    boolean negated = pattern.startsWith("!", at);
    at += negated ? 1 : 0;
    List<Range> ranges = new ArrayList<>();
    int c = next();
    do {
      int from = c == '\\' ? next() : c;
      boolean range = pattern.startsWith("-", at) && !pattern.startsWith("-]", at);
      at += range ? 1 : 0;
      ranges.add(new Range(from, range ? next() : from));
      c = next();
    } while (c != ']');
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
