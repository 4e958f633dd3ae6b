package dev.kilter.model.match;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of Go's: matching takes time in proportion to the text, whatever the expression. */
public final class RegularExpression {
  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_STEPS = 200_000;
  private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,4})(?:,([0-9]{0,4}))?\\}");

  private final Pattern pattern;

  private RegularExpression(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Empty where it is none, or stands for too much. */
  public static Optional<RegularExpression> compile(String expression) {
    try {
      return bounded(expression)
          ? Optional.of(new RegularExpression(Pattern.compile(expression)))
          : Optional.empty();
    } catch (PatternSyntaxException _) {
      return Optional.empty();
    }
  }

  /** Whether it matches anywhere. */
  public boolean findsIn(String text) {
    return pattern.matcher(text).find();
  }

  /** Repetitions are written out when they are compiled, those within others many times. */
  private static boolean bounded(String expression) {
    long steps = expression.length() > MAX_LENGTH ? Long.MAX_VALUE : expression.length();
    Matcher repetition = REPETITION.matcher(expression);
    while (steps <= MAX_STEPS && repetition.find()) {
      steps *= Math.max(1, Math.max(number(repetition.group(1)), number(repetition.group(2))));
    }
    return steps <= MAX_STEPS;
  }

  private static int number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
