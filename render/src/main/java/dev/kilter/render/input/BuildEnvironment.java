package dev.kilter.render.input;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argo CD's build variables, and texts with them filled in. A rendering depends on the commit's
 * name only where a variable that holds it was asked for.
 */
public final class BuildEnvironment {
  /** As Go's os.Expand: a name, a name in braces, or one of the shell's special characters. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{([^}]*)}|([A-Za-z_][A-Za-z0-9_]*|[*#$@!?0-9-]))");

  private static final int SHORT = 7;
  private static final int LESS_SHORT = 8;
  private final Map<String, Supplier<String>> variables;

  private BuildEnvironment(Map<String, Supplier<String>> variables) {
    this.variables = variables;
  }

  public static BuildEnvironment of(ToolSource source) {
    var request = source.request();
    RecordingTree tree = source.tree();
    return new BuildEnvironment(
        Map.of(
            "ARGOCD_APP_NAME", request::instanceName,
            "ARGOCD_APP_NAMESPACE", request::destinationNamespace,
            "ARGOCD_APP_PROJECT_NAME", request::project,
            "ARGOCD_APP_REVISION", tree::commit,
            "ARGOCD_APP_REVISION_SHORT", () -> start(tree.commit(), SHORT),
            "ARGOCD_APP_REVISION_SHORT_8", () -> start(tree.commit(), LESS_SHORT),
            "ARGOCD_APP_SOURCE_REPO_URL", () -> source.source().repoUrl(),
            "ARGOCD_APP_SOURCE_PATH", () -> source.source().path(),
            "ARGOCD_APP_SOURCE_TARGET_REVISION", () -> source.source().targetRevision()));
  }

  /** These with more, which win. */
  public BuildEnvironment with(Map<String, String> more) {
    Map<String, Supplier<String>> all = new HashMap<>(variables);
    more.forEach((name, value) -> all.put(name, () -> value));
    return new BuildEnvironment(all);
  }

  /** All variables by name, for a program that may look at any of them. */
  public Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    variables.forEach((name, value) -> values.put(name, value.get()));
    return values;
  }

  private static String start(String text, int length) {
    return text.substring(0, Math.min(text.length(), length));
  }

  /** With every variable replaced; one that is unknown leaves nothing, {@code $$} a dollar sign. */
  public String substituted(String text) {
    return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)));
  }

  private String value(MatchResult match) {
    String name = match.group(1) != null ? match.group(1) : match.group(2);
    return name.equals("$") ? "$" : variables.getOrDefault(name, () -> "").get();
  }
}
