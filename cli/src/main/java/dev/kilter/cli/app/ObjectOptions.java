package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.AtRevisions;
import dev.kilter.api.client.SyncRequest.Selector;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.Session;
import dev.kilter.codec.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which objects of an application to sync, if not all. */
final class ObjectOptions {
  @Option(
      names = "--resource",
      paramLabel = "GROUP:KIND:NAME",
      description = "Only these objects, GROUP:KIND:[NAMESPACE/]NAME; ! leaves some out.")
  List<String> resources = new ArrayList<>();

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "Only objects with this label.")
  Map<String, String> labels = new LinkedHashMap<>();

  /** Labels are looked for in the manifests of the revisions. */
  List<Selector> selectors(Session session, AppRef app, AtRevisions at) {
    List<Selector> selectors = new ArrayList<>(ResourceSelection.parse(resources).selectors());
    if (labels.isEmpty()) {
      return selectors;
    }
    for (String text : session.applications().manifests(app, at).texts("manifests")) {
      Document manifest = Document.of(Json.parse(text));
      if (manifest.textMap("metadata", "labels").entrySet().containsAll(labels.entrySet())) {
        selectors.add(selector(manifest));
      }
    }
    if (selectors.isEmpty()) {
      throw CommandFailure.usage(
          "No object of \"" + app + "\" has the labels " + labels + ".",
          "They are looked for in the rendered manifests.",
          "kilter app manifests " + app);
    }
    return selectors;
  }

  private static Selector selector(Document manifest) {
    String version = manifest.text("apiVersion");
    int slash = version.indexOf('/');
    return new Selector(
        slash < 0 ? "" : version.substring(0, slash),
        manifest.text("kind"),
        manifest.text("metadata", "namespace"),
        manifest.text("metadata", "name"),
        false);
  }
}
