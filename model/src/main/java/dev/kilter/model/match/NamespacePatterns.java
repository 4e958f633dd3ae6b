package dev.kilter.model.match;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists of namespaces in which Applications may live: globs, and between slashes regular
 * expressions that match anywhere in the name (Argo CD, util/glob MatchStringInList with REGEXP).
 * They are those of Go: matching takes time in proportion to the name, whatever the expression.
 */
public final class NamespacePatterns {
  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_STEPS = 200_000;
  private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,4})(?:,([0-9]{0,4}))?\\}");

  private NamespacePatterns() {}

  public static boolean anyMatches(List<String> patterns, String namespace) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, namespace));
  }

  private static boolean matches(String pattern, String namespace) {
    boolean expression = pattern.length() > 1 && pattern.startsWith("/") && pattern.endsWith("/");
    return (expression && found(pattern.substring(1, pattern.length() - 1), namespace))
        || Glob.matches(pattern, namespace);
  }

  private static boolean found(String expression, String namespace) {
    try {
      return bounded(expression) && Pattern.compile(expression).matcher(namespace).find();
    } catch (PatternSyntaxException _) {
      return false;
    }
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
