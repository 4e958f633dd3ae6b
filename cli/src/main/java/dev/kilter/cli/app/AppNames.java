package dev.kilter.cli.app;

import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.api.client.ListQuery;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which applications a verb is for: by name, or by label. */
final class AppNames {
  @Parameters(paramLabel = "APP", arity = "0..*", description = "Name, or NAMESPACE/NAME.")
  List<String> names = new ArrayList<>();

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "SELECTOR",
      description = "All applications with these labels.")
  String selector = "";

  @Option(
      names = "--project",
      paramLabel = "PROJECT",
      description = "Only applications of this project, with or without --selector.")
  List<String> projects = new ArrayList<>();

  boolean several() {
    return names.size() != 1 || bySelection();
  }

  private boolean bySelection() {
    return !selector.isEmpty() || !projects.isEmpty();
  }

  List<AppRef> of(Session session) {
    if (!names.isEmpty() && bySelection()) {
      throw CommandFailure.usage(
          "Names and a selection were given.",
          "Either name the applications or select them.",
          "leave one of the two out");
    }
    if (!names.isEmpty()) {
      return names.stream().map(session::app).toList();
    }
    if (!bySelection()) {
      throw CommandFailure.usage(
          "No application was named.", "Name one or more, or select some.", "kilter app list");
    }
    List<AppRef> found =
        session
            .applications()
            .list(new ListQuery(selector, projects, "", session.appNamespace(), ""))
            .stream()
            .map(AppNames::ref)
            .toList();
    if (found.isEmpty()) {
      throw CommandFailure.usage(
          "No application matches.", "Looked for " + selector + projects + ".", "kilter app list");
    }
    return found;
  }

  static AppRef ref(ApplicationDocument application) {
    return new AppRef(application.name(), application.namespace());
  }
}
