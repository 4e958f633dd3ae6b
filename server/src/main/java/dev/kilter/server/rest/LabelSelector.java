package dev.kilter.server.rest;

import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes' label selectors: {@code a=b, c!=d, e in (f, g), h notin (i), j, !k}. */
final class LabelSelector {
  private static final Pattern PART = Pattern.compile("([^,(]|\\([^)]*\\))+");
  private static final Pattern SET =
      Pattern.compile("([^\\s!=,()]+)\\s+(in|notin)\\s+\\(([^)]*)\\)");
  private static final Pattern EQUAL =
      Pattern.compile("([^\\s!=,()]+)\\s*(==|=|!=)\\s*([^\\s!=,()]*)");
  private static final Pattern EXISTS = Pattern.compile("(!?)\\s*([^\\s!=,()]+)");

  private LabelSelector() {}

  static Predicate<Map<String, String>> parse(String selector) {
    List<Predicate<Map<String, String>>> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(selector);
    while (matcher.find()) {
      if (!matcher.group().isBlank()) {
        parts.add(requirement(matcher.group().strip(), selector));
      }
    }
    return labels -> parts.stream().allMatch(part -> part.test(labels));
  }

  private static Predicate<Map<String, String>> requirement(String text, String selector) {
    Matcher set = SET.matcher(text);
    if (set.matches()) {
      Set<String> values =
          Set.copyOf(Pattern.compile("\\s*,\\s*").splitAsStream(set.group(3).strip()).toList());
      boolean wanted = set.group(2).equals("in");
      return labels -> {
        String value = labels.get(set.group(1));
        return value == null ? !wanted : values.contains(value) == wanted;
      };
    }
    Matcher equal = EQUAL.matcher(text);
    if (equal.matches()) {
      boolean wanted = !equal.group(2).equals("!=");
      return labels -> equal.group(3).equals(labels.get(equal.group(1))) == wanted;
    }
    Matcher exists = EXISTS.matcher(text);
    if (exists.matches()) {
      return labels -> labels.containsKey(exists.group(2)) == exists.group(1).isEmpty();
    }
    throw Problem.of(
            ProblemKind.INVALID_INPUT,
            "unable to parse label selector \""
                + selector
                + "\": \""
                + text
                + "\" is no requirement")
        .saying(
            "\"" + selector + "\" selects nothing.",
            "\"" + text + "\" is no requirement on a label.",
            "-l team=web",
            "-l 'team in (web, data),!legacy'")
        .exception();
  }
}
