package dev.kilter.store.applications;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest known state of each Application, read without locks. An answer to our own write counts
 * at once, and a watch that lags behind never takes it back.
 */
final class ApplicationSnapshot {
  private final Map<ApplicationId, Application> newest = new ConcurrentHashMap<>();

  Optional<Application> find(ApplicationId id) {
    return Optional.ofNullable(newest.get(id));
  }

  /** What the resource is read as, where that was done before: by the write that it tells of. */
  Optional<Application> held(Manifest resource) {
    return find(new ApplicationId(resource.namespace(), resource.name()))
        .filter(held -> held.uid().equals(resource.uid()))
        .filter(held -> held.resourceVersion().equals(resource.resourceVersion()));
  }

  List<Application> all() {
    return newest.values().stream()
        .sorted((left, right) -> left.id().compareTo(right.id()))
        .toList();
  }

  /** From the watch; answers the newest state. */
  Application observed(Application application) {
    return newest.merge(application.id(), application, ApplicationSnapshot::newer);
  }

  /** From a write of ours: one that the watch does not know, or not any more, is left to it. */
  void written(Application application) {
    newest.computeIfPresent(application.id(), (_, held) -> newer(held, application));
  }

  void removed(ApplicationId id) {
    newest.remove(id);
  }

  /** Resource versions of one kind can be ordered as numbers (Kubernetes 1.35 promises it). */
  static Application newer(Application held, Application other) {
    boolean sameObject = held.uid().equals(other.uid());
    return sameObject && version(held) > version(other) ? held : other;
  }

  private static long version(Application application) {
    try {
      return Long.parseUnsignedLong(application.resourceVersion());
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
