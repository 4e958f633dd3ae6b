package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.ApplicationDocument;
import java.util.List;
import java.util.stream.Collectors;

/** Parts of an application in words. */
final class AppText {
  static final String HOLD = "kilter.dev/hold";

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

  /** Auto-sync is held off after a rollback, so that Git asks for something else is as wanted. */
  static boolean isHeld(ApplicationDocument application) {
    return application.annotation(HOLD).isPresent();
  }

  /** As it should be: healthy, and as Git says or as the one who holds it says. */
  static boolean isWell(ApplicationDocument application) {
    return application.healthStatus().equals("Healthy")
        && (application.syncStatus().equals("Synced") || isHeld(application));
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
