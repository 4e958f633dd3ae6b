package dev.kilter.model.cluster;

import dev.kilter.model.application.Health;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object as the watch cache holds it. {@code tracking} is the mark as found, whether or not it
 * names the object itself. {@code health} is empty for kinds without a health rule. {@code
 * manifest} is present for objects that an application manages, unpacked on demand.
 */
public record LiveResource(
    ResourceKey key,
    String version,
    String uid,
    String resourceVersion,
    List<Owner> owners,
    Optional<TrackingId> tracking,
    Optional<Health> health,
    Map<String, String> info,
    Digest digest,
    Instant createdAt,
    boolean terminating,
    Optional<Manifest> manifest) {
  public LiveResource {
    owners = List.copyOf(owners);
    info = Map.copyOf(info);
  }

  /** An owner reference; {@code controller} as in Kubernetes. */
  public record Owner(
      String apiVersion, String kind, String name, String uid, boolean controller) {}

  public boolean hasControllerOwner() {
    return owners.stream().anyMatch(Owner::controller);
  }
}
