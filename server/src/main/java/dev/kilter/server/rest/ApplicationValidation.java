package dev.kilter.server.rest;

import dev.kilter.api.ApiException;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.ProjectStore;
import java.util.List;

/** What can be known to be wrong with a spec before any repository or cluster is asked. */
final class ApplicationValidation {
  private final ProjectStore projects;

  ApplicationValidation(ProjectStore projects) {
    this.projects = projects;
  }

  void check(Manifest application) {
    String project = application.text("spec", "project").orElse("");
    if (project.isEmpty()) {
      throw invalid(
          application,
          "application project is not specified",
          "\"spec.project\" is empty; the project \"default\" exists everywhere.",
          "kilter app set " + application.name() + " --project default");
    }
    if (projects.find(project).isEmpty()) {
      throw invalid(
          application,
          "application references project " + project + " which does not exist",
          "There is no project \"" + project + "\".",
          "kilter proj list",
          "kilter proj create " + project);
    }
    checkDestination(application);
    checkSources(application);
  }

  private static void checkDestination(Manifest application) {
    String server = application.text("spec", "destination", "server").orElse("");
    String name = application.text("spec", "destination", "name").orElse("");
    if (!server.isEmpty() && !name.isEmpty()) {
      throw invalid(
          application,
          "application destination can't have both name and server defined: " + name + " " + server,
          "The destination names its cluster twice, as \"" + name + "\" and as \"" + server + "\".",
          "give only one of --dest-name and --dest-server");
    }
    if (server.isEmpty() && name.isEmpty()) {
      throw invalid(
          application,
          "Destination server missing from app spec",
          "The destination names no cluster.",
          "give --dest-server https://kubernetes.default.svc for the cluster that Kilter runs in");
    }
  }

  private static void checkSources(Manifest application) {
    List<Manifest> several = application.items("spec", "sources");
    List<Manifest> sources =
        several.isEmpty() ? List.of(Manifest.of(application.map("spec", "source"))) : several;
    for (Manifest source : sources) {
      boolean placed =
          List.of("path", "chart", "ref").stream().anyMatch(one -> source.text(one).isPresent());
      if (source.text("repoURL").orElse("").isEmpty() || !placed) {
        throw invalid(
            application,
            "spec.source.repoURL and either spec.source.path, spec.source.chart, or"
                + " spec.source.ref are required",
            "A source lacks its repository, or where to look in it.",
            "give --repo and --path");
      }
      if (source.text("chart").isPresent() && source.text("targetRevision").orElse("").isEmpty()) {
        throw invalid(
            application,
            "spec.source.targetRevision is required if the manifest source is a helm chart",
            "A chart has no version that is the newest for everybody.",
            "give --revision, a version or a range such as 1.*");
      }
    }
  }

  private static ApiException invalid(
      Manifest application, String message, String why, String remedy, String... more) {
    return Problem.of(
            ProblemKind.INVALID_INPUT,
            "application spec for " + application.name() + " is invalid: " + message)
        .saying("\"" + application.name() + "\" cannot be saved like this.", why, remedy, more)
        .exception();
  }
}
