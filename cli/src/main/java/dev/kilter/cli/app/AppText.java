package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.ApplicationDocument;
import java.util.List;
import java.util.stream.Collectors;

/** Parts of an application in words. */
final class AppText {
  private AppText() {}

  static String qualifiedName(ApplicationDocument application) {
    return application.namespace() + "/" + application.name();
  }

  /** As a machine wants it: without what only the API server keeps books on. */
  static Document exported(ApplicationDocument application) {
    return application.tree().without("metadata", "managedFields");
  }

  static String revision(String revision) {
    return revision.matches("[0-9a-f]{40}") ? revision.substring(0, 7) : revision;
  }

  static String revisions(Document entry) {
    List<String> several = entry.texts("revisions");
    return several.isEmpty()
        ? revision(entry.text("revision"))
        : several.stream().map(AppText::revision).collect(Collectors.joining(", "));
  }

  static String target(Document source) {
    String target = source.text("targetRevision");
    return target.isEmpty() ? "HEAD" : target;
  }

  static String conditions(ApplicationDocument application) {
    String types =
        application.conditions().stream()
            .map(condition -> condition.text("type"))
            .distinct()
            .collect(Collectors.joining(","));
    return types.isEmpty() ? "<none>" : types;
  }

  /** {@code Deployment/api}. */
  static String object(Document key) {
    return key.text("kind") + "/" + key.text("name");
  }

  /** {@code apps/Deployment shop/api}, without what is empty. */
  static String place(Document key) {
    String group = key.text("group").isEmpty() ? "" : key.text("group") + "/";
    String namespace = key.text("namespace").isEmpty() ? "" : key.text("namespace") + "/";
    return group + key.text("kind") + " " + namespace + key.text("name");
  }

  /** The first line of what may be long. */
  static String brief(String text) {
    return text.lines().findFirst().orElse("");
  }
}
