package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.AtRevisions;
import dev.kilter.api.client.Refresh;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which revisions of the sources are meant, if not those that they track. */
final class RevisionOptions {
  @Option(names = "--revision", paramLabel = "REVISION", description = "Instead of the target's.")
  String revision = "";

  @Option(
      names = "--revisions",
      paramLabel = "REVISION",
      split = ",",
      description = "One for each of the sources that are named.")
  List<String> revisions = new ArrayList<>();

  @Option(
      names = "--source-positions",
      paramLabel = "N",
      split = ",",
      description = "The sources that --revisions are for, from 1.")
  List<Long> positions = new ArrayList<>();

  @Option(
      names = "--source-names",
      paramLabel = "NAME",
      split = ",",
      description = "The same by their names.")
  List<String> names = new ArrayList<>();

  AtRevisions asked(Session session, AppRef app) {
    List<String> asked = revisions.isEmpty() && !revision.isEmpty() ? List.of(revision) : revisions;
    if (!names.isEmpty() && !positions.isEmpty()) {
      throw CommandFailure.usage(
          "Sources are named by --source-positions or by --source-names, not by both.",
          "One of the two says which sources --revisions are for.",
          "kilter app get " + app);
    }
    return new AtRevisions(asked, names.isEmpty() ? positions : named(session, app));
  }

  private List<Long> named(Session session, AppRef app) {
    List<Document> sources =
        session.applications().get(app, Refresh.NONE).tree().documents("spec", "sources");
    List<Long> found = new ArrayList<>();
    for (String name : names) {
      int before = found.size();
      for (int i = 0; i < sources.size() && found.size() == before; i++) {
        if (sources.get(i).text("name").equals(name)) {
          found.add(i + 1L);
        }
      }
      if (found.size() == before) {
        throw CommandFailure.usage(
            "\"" + app + "\" has no source named \"" + name + "\".",
            "A source is named by its field name; --source-positions takes its place in the list.",
            "kilter app get " + app);
      }
    }
    return found;
  }
}
