package dev.kilter.engine.sync;

import dev.kilter.codec.Json;
import dev.kilter.engine.health.BuiltinHealth;
import dev.kilter.engine.resource.Hooks;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Change;
import dev.kilter.model.cluster.ResourceApplier.DeleteOutcome;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A cluster in memory: it applies, deletes and lets objects become healthy when told to. */
final class ModelCluster {
  private static final BuiltinHealth HEALTH = new BuiltinHealth(Json::parse);

  private final Map<ResourceKey, Manifest> objects = new TreeMap<>();
  private final Map<ResourceKey, HealthStatus> health = new HashMap<>();
  private final Map<String, String> refused = new HashMap<>();
  private final Set<String> keptByFinalizer = new HashSet<>();
  private Optional<LiveState> shown = Optional.empty();
  private int versions = 100;
  private int uids;

  void put(Manifest manifest) {
    objects.put(
        manifest.key(),
        manifest
            .with("uid-" + ++uids, "metadata", "uid")
            .with(String.valueOf(++versions), "metadata", "resourceVersion"));
  }

  void become(String name, HealthStatus status) {
    keys(name).forEach(key -> health.put(key, status));
  }

  void refuse(String name, String message) {
    refused.put(name, message);
  }

  void keep(String name) {
    keptByFinalizer.add(name);
  }

  void vanish(String name) {
    keptByFinalizer.remove(name);
    objects.keySet().removeIf(key -> key.name().equals(name));
  }

  boolean has(String name) {
    return !keys(name).isEmpty();
  }

  Manifest get(String name) {
    return Objects.requireNonNull(objects.get(keys(name).getFirst()));
  }

  private List<ResourceKey> keys(String name) {
    return objects.keySet().stream().filter(key -> key.name().equals(name)).toList();
  }

  /** From now on the watch shows what it showed last. */
  void lag() {
    shown = Optional.of(live());
  }

  void catchUp() {
    shown = Optional.empty();
  }

  LiveState live() {
    return shown.orElseGet(this::now);
  }

  private LiveState now() {
    Map<ResourceKey, LiveResource> resources = new HashMap<>();
    objects.forEach((key, manifest) -> resources.put(key, resource(key, manifest)));
    return new LiveState(resources, true, versions);
  }

  private LiveResource resource(ResourceKey key, Manifest manifest) {
    Optional<Health> known =
        health.containsKey(key)
            ? Optional.of(new Health(health.get(key), "is " + health.get(key)))
            : HEALTH.assess(manifest);
    return new LiveResource(
        key,
        manifest.gvk().version(),
        manifest.uid(),
        manifest.resourceVersion(),
        List.of(),
        manifest.annotation(TrackingId.ANNOTATION).flatMap(TrackingId::parse),
        known,
        Map.of(),
        manifest.digest(),
        Instant.EPOCH,
        manifest.at("metadata", "deletionTimestamp").isPresent(),
        Optional.of(manifest));
  }

  SyncCommand.Outcome execute(SyncCommand command) {
    return switch (command) {
      case SyncCommand.Apply(var request) ->
          new SyncCommand.Outcome.Applied(command.key(), apply(request.manifest()));
      case SyncCommand.Delete delete ->
          new SyncCommand.Outcome.Deleted(command.key(), delete(delete.key()));
      case SyncCommand.DeleteHook(var request) ->
          new SyncCommand.Outcome.Deleted(command.key(), delete(request.key()));
      case SyncCommand.Look(var key) ->
          new SyncCommand.Outcome.Looked(key, objects.containsKey(key));
    };
  }

  private ApplyOutcome apply(Manifest manifest) {
    ResourceKey key = manifest.key();
    String refusal = refused.get(key.name());
    if (refusal != null) {
      return new ApplyOutcome.Failed(new Failure.Refused(key, 422, "Invalid", refusal));
    }
    Manifest before = objects.get(key);
    String uid = before == null ? "uid-" + ++uids : before.uid();
    Manifest live =
        manifest
            .with(uid, "metadata", "uid")
            .with(String.valueOf(++versions), "metadata", "resourceVersion");
    objects.put(key, live);
    finalized(key);
    return new ApplyOutcome.Applied(before == null ? Change.CREATED : Change.CONFIGURED, live, "");
  }

  private DeleteOutcome delete(ResourceKey key) {
    String refusal = refused.get(key.name());
    if (refusal != null) {
      return new DeleteOutcome.Failed(new Failure.Refused(key, 403, "Forbidden", refusal));
    }
    Manifest live = objects.get(key);
    if (live == null) {
      return new DeleteOutcome.AlreadyGone();
    }
    objects.put(
        key,
        live.with("now", "metadata", "deletionTimestamp")
            .with(String.valueOf(++versions), "metadata", "resourceVersion"));
    finalized(key);
    return new DeleteOutcome.Deleted(!objects.containsKey(key));
  }

  private void finalized(ResourceKey key) {
    Manifest live = objects.get(key);
    if (live != null
        && live.at("metadata", "deletionTimestamp").isPresent()
        && !keptByFinalizer.contains(key.name())
        && !live.list("metadata", "finalizers").contains(Hooks.FINALIZER)) {
      objects.remove(key);
      health.remove(key);
    }
  }
}
