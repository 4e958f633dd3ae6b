package dev.kilter.engine.explain;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.project.Project;
import dev.kilter.model.project.Project.DestinationRule;
import dev.kilter.model.project.Project.KindRule;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The project does not allow the source, the destination or a kind. */
final class ProjectForbids implements Rule {
  private static final int SHOWN = 5;

  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .failure(Failure.ProjectDenied.class)
        .map(failure -> explained(situation, failure));
  }

  private static Explained explained(Situation situation, Failure.ProjectDenied failure) {
    List<String> evidence = new ArrayList<>();
    evidence.add(Words.oneLine(failure.message()) + ".");
    situation.input().project().ifPresent(project -> evidence.addAll(allowed(project, failure)));
    List<Fix> fixes = new ArrayList<>();
    fixes.add(new Fix("See what it allows", "kilter proj get " + failure.project()));
    fixes.add(
        new Fix(
            "Have an admin of the project allow it",
            "kubectl -n "
                + situation.controlNamespace()
                + " edit appproject "
                + failure.project()));
    fixes.add(
        new Fix("Or use a project that does", situation.command("set", "--project", "PROJECT")));
    return new Explained(
        "Unknown",
        "The project \"%s\" does not allow what \"%s\" asks for."
            .formatted(failure.project(), situation.name()),
        "KIL-PROJECT-DENIED",
        "",
        evidence,
        fixes,
        situation.problemSince());
  }

  /** The list of the project that the message is about; all of them where it does not say. */
  private static List<String> allowed(Project project, Failure.ProjectDenied failure) {
    String message = failure.message();
    if (message.contains("application repo")) {
      return List.of("Allowed repositories: " + text(project.sourceRepos()) + ".");
    }
    if (message.startsWith("resource ")) {
      return List.of(
          "Allowed cluster-scoped kinds: " + kinds(project.clusterResourceWhitelist()) + ".",
          "Allowed namespaced kinds: "
              + project.namespaceResourceWhitelist().map(ProjectForbids::kinds).orElse("all")
              + (project.namespaceResourceBlacklist().isEmpty()
                  ? ""
                  : " but " + kinds(project.namespaceResourceBlacklist()))
              + ".");
    }
    return List.of(
        "Allowed destinations: "
            + text(project.destinations().stream().map(ProjectForbids::destination).toList())
            + ".");
  }

  private static String destination(DestinationRule rule) {
    return (rule.server().isEmpty() ? rule.name() : rule.server()) + "/" + rule.namespace();
  }

  private static String kinds(List<KindRule> rules) {
    return text(rules.stream().map(rule -> rule.group() + "/" + rule.kind()).toList());
  }

  private static String text(List<String> items) {
    return items.isEmpty() ? "none" : Words.list(items, SHOWN);
  }
}
