package dev.kilter.model.match;

import java.util.List;

/**
 * Lists of namespaces in which Applications may live: globs, and between slashes regular
 * expressions that match anywhere in the name (Argo CD, util/glob MatchStringInList with REGEXP).
 */
public final class NamespacePatterns {
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
    return RegularExpression.compile(expression)
        .filter(compiled -> compiled.findsIn(namespace))
        .isPresent();
  }
}
