package dev.kilter.app.conformance;

import dev.kilter.engine.policy.ProjectPolicy;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.match.Glob;
import dev.kilter.model.match.NamespacePatterns;
import dev.kilter.model.project.Project;
import dev.kilter.model.project.Project.DestinationRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Single rules: globs, names, and what a project permits. */
final class UnitCases {
  private UnitCases() {}

  static Object result(String unit, Manifest given) {
    return switch (unit) {
      case "glob.match" -> globMatches(given);
      case "glob.matchList" -> listMatches(given);
      case "project.sourcePermitted" ->
          new ProjectPolicy(project(strings(given, "projSources"), List.of()))
              .permitsSource(text(given, "appSource"));
      case "project.destinationPermitted" -> destinationPermitted(given);
      case "app.instanceName" -> instanceName(given);
      default -> throw new IllegalArgumentException("no " + unit + " yet");
    };
  }

  private static boolean globMatches(Manifest given) {
    String separators = String.join("", strings(given, "separators"));
    return separators.isEmpty()
        ? Glob.matches(text(given, "pattern"), text(given, "input"))
        : Glob.matches(text(given, "pattern"), text(given, "input"), separators.charAt(0));
  }

  private static boolean listMatches(Manifest given) {
    String input = text(given, "input");
    return switch (text(given, "patternMatch")) {
      case "exact" -> strings(given, "list").contains(input);
      case "glob" ->
          strings(given, "list").stream().anyMatch(pattern -> Glob.matches(pattern, input));
      case "regexp" -> NamespacePatterns.anyMatches(strings(given, "list"), input);
      default -> throw new IllegalArgumentException("no such kind of match");
    };
  }

  private static boolean destinationPermitted(Manifest given) {
    List<DestinationRule> rules =
        given.items("projDest").stream()
            .map(rule ->
                new DestinationRule(
                    text(rule, "Server"), text(rule, "Name"), text(rule, "Namespace")))
            .toList();
    Manifest wanted = Manifest.of(given.map("appDest"));
    ClusterConnection cluster =
        new ClusterConnection(
            text(wanted, "Server"), text(wanted, "Name"), List.of(), true, "", Map.of(), Map.of());
    return new ProjectPolicy(project(List.of(), rules))
        .permitsDestination(cluster, text(wanted, "Namespace"));
  }

  private static String instanceName(Manifest given) {
    String home = text(given, "defaultNs");
    String namespace = text(given, "appNamespace");
    return new ApplicationId(namespace.isEmpty() ? home : namespace, text(given, "appName"))
        .instanceName(home);
  }

  private static Project project(List<String> sources, List<DestinationRule> destinations) {
    return new Project(
        "project",
        "1",
        "",
        sources,
        destinations,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        false,
        Manifest.of(Map.of()));
  }

  private static String text(Manifest given, String name) {
    return given.text(name).orElse("");
  }

  private static List<String> strings(Manifest given, String name) {
    return given.list(name).stream().map(String::valueOf).toList();
  }
}
