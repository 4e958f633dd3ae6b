package dev.kilter.model.application;

import dev.kilter.model.manifest.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The unit that is synced, as read from its custom resource. {@code raw} is the resource as the API
 * server gave it: what Kilter does not know stays in it and is preserved by every writer.
 */
public record Application(
    ApplicationId id,
    String uid,
    String resourceVersion,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<String> finalizers,
    Optional<Instant> deletionTimestamp,
    ApplicationSpec spec,
    Optional<Operation> operation,
    ApplicationStatus status,
    Manifest raw) {

  public Application {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    finalizers = List.copyOf(finalizers);
  }

  public Optional<String> annotation(String name) {
    return Optional.ofNullable(annotations.get(name));
  }

  public boolean deleting() {
    return deletionTimestamp.isPresent();
  }
}
