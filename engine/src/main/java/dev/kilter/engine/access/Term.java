package dev.kilter.engine.access;

import dev.kilter.model.access.AccessRules.Matching;
import dev.kilter.model.match.Glob;
import dev.kilter.model.match.RegularExpression;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a line says of a resource, an action or an object, ready to be compared. A star runs over
 * slashes, too.
 */
sealed interface Term {
  Term EVERYTHING = Stars.of("*");

  boolean matches(String text);

  /** What stands before the first slash of every text that this matches; empty for any. */
  Optional<String> head();

  /** Those of every text that this matches. */
  long trigrams();

  /** Empty where the pattern is malformed. */
  static Optional<Term> compile(String pattern, Matching matching) {
    return switch (matching) {
      case GLOB -> glob(pattern);
      case REGEX -> RegularExpression.compile(pattern).map(Expression::new);
    };
  }

  private static Optional<Term> glob(String pattern) {
    int special = firstOf("*?[{\\", pattern);
    if (special == pattern.length()) {
      return Optional.of(Literal.of(pattern));
    }
    if (firstOf("?[{\\", pattern) == pattern.length()) {
      return Optional.of(Stars.of(pattern));
    }
    String beginning = pattern.substring(0, special);
    return Glob.compile(pattern)
        .map(glob -> new Pattern(glob, headOf(beginning), Trigrams.of(beginning)));
  }

  private static int firstOf(String characters, String text) {
    int at = 0;
    while (at < text.length() && characters.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static Optional<String> headOf(String beginning) {
    int slash = beginning.indexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(beginning.substring(0, slash));
  }

  /** Matches itself. */
  record Literal(String text, Optional<String> head, long trigrams) implements Term {
    static Literal of(String text) {
      return new Literal(text, headOf(text).or(() -> Optional.of(text)), Trigrams.of(text));
    }

    @Override
    public boolean matches(String other) {
      return text.equals(other);
    }
  }

  /** Texts with anything between them, by far the most usual pattern. */
  record Stars(
      String first, List<String> between, String last, Optional<String> head, long trigrams)
      implements Term {
    static Stars of(String pattern) {
      List<String> parts = Arrays.asList(pattern.split("\\*+", -1));
      return new Stars(
          parts.getFirst(),
          List.copyOf(parts.subList(1, parts.size() - 1)),
          parts.getLast(),
          headOf(parts.getFirst()),
          parts.stream().mapToLong(Trigrams::of).reduce(0, (a, b) -> a | b));
    }

    @Override
    public boolean matches(String text) {
      int end = text.length() - last.length();
      int at = first.length();
      if (at > end || !text.startsWith(first) || !text.endsWith(last)) {
        return false;
      }
      for (String part : between) {
        int found = text.indexOf(part, at);
        at = found + part.length();
        if (found < 0 || at > end) {
          return false;
        }
      }
      return true;
    }
  }

  /** Any other glob. */
  record Pattern(Glob glob, Optional<String> head, long trigrams) implements Term {
    @Override
    public boolean matches(String text) {
      return glob.matches(text);
    }
  }

  record Expression(RegularExpression expression) implements Term {
    @Override
    public boolean matches(String text) {
      return expression.findsIn(text);
    }

    @Override
    public Optional<String> head() {
      return Optional.empty();
    }

    @Override
    public long trigrams() {
      return 0;
    }
  }
}
