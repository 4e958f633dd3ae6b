package dev.kilter.api.client;

import dev.kilter.api.Document;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The Application custom resource as a document, with names for the parts that are shown. */
public record ApplicationDocument(Document tree) {
  public String name() {
    return tree.text("metadata", "name");
  }

  public String namespace() {
    return tree.text("metadata", "namespace");
  }

  public String project() {
    return or(tree.text("spec", "project"), "default");
  }

  public List<Document> sources() {
    List<Document> several = tree.documents("spec", "sources");
    return several.isEmpty() ? List.of(tree.document("spec", "source")) : several;
  }

  public Document source() {
    return sources().getFirst();
  }

  /** The cluster as the user named it: server URL, or name. */
  public String cluster() {
    return or(tree.text("spec", "destination", "server"), tree.text("spec", "destination", "name"));
  }

  public String destinationNamespace() {
    return tree.text("spec", "destination", "namespace");
  }

  public String syncStatus() {
    return or(tree.text("status", "sync", "status"), "Unknown");
  }

  public String healthStatus() {
    return or(tree.text("status", "health", "status"), "Unknown");
  }

  /** The revision last compared; of the first source where there are several. */
  public String revision() {
    List<String> several = tree.texts("status", "sync", "revisions");
    return several.isEmpty() ? tree.text("status", "sync", "revision") : several.getFirst();
  }

  /** {@code Auto}, {@code Auto-Prune} or {@code Manual}, as Argo CD prints it. */
  public String syncPolicy() {
    if (!automated()) {
      return "Manual";
    }
    return tree.flag("spec", "syncPolicy", "automated", "prune") ? "Auto-Prune" : "Auto";
  }

  public boolean automated() {
    return tree.has("spec", "syncPolicy", "automated")
        && !tree.at("spec", "syncPolicy", "automated", "enabled").equals(Optional.of(false));
  }

  public List<Document> conditions() {
    return tree.documents("status", "conditions");
  }

  public List<Document> resources() {
    return tree.documents("status", "resources");
  }

  public List<Document> history() {
    return tree.documents("status", "history");
  }

  public List<String> images() {
    return tree.texts("status", "summary", "images");
  }

  /** An operation that waits to be taken up. */
  public boolean operationRequested() {
    return tree.has("operation");
  }

  public Document operationState() {
    return tree.document("status", "operationState");
  }

  public String operationPhase() {
    return operationState().text("phase");
  }

  /** An operation is asked for or under way, retries included. */
  public boolean operationInProgress() {
    String phase = operationPhase();
    return operationRequested() || phase.equals("Running") || phase.equals("Terminating");
  }

  public Optional<String> annotation(String name) {
    return tree.at("metadata", "annotations", name)
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  /** A time as Kubernetes writes it; empty where it is missing or unreadable. */
  public static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String or(String text, String other) {
    return text.isEmpty() ? other : text;
  }
}
