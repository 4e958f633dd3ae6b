package dev.kilter.testkit.cluster;

import dev.kilter.model.application.TrackingId;
import dev.kilter.model.cluster.HealthAssessor;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveResource.Owner;
import dev.kilter.model.manifest.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the model's objects change. Server-side apply in a simple form: what the manager applied
 * before and applies no more goes, lists are atomic, ownership stands in {@code managedFields}.
 */
final class Objects {
  private static final String[] MANAGED_FIELDS = {"metadata", "managedFields"};

  private Objects() {}

  static Manifest applied(Optional<Manifest> before, Manifest wanted, String manager) {
    Manifest live = before.orElse(Manifest.of(Map.of()));
    Map<String, @Nullable Object> owned = fieldsOf(live, manager, "Apply");
    Map<String, @Nullable Object> next = fields(withoutIdentity(wanted).root());
    Map<String, @Nullable Object> cleared = cleared(live.root(), owned, next);
    Manifest merged = Manifest.of(merged(cleared, wanted.root()));
    return recorded(merged, manager, "Apply", next);
  }

  /** A change by someone else, who from then on owns what differs. */
  static Manifest edited(Manifest before, Manifest after, String manager) {
    Manifest kept = before.uid().isEmpty() ? after : after.with(before.uid(), "metadata", "uid");
    Map<String, @Nullable Object> taken = fields(changed(before.root(), after.root()));
    return recorded(released(kept, taken), manager, "Update", taken);
  }

  /** Whoever held a value that someone else changed holds it no more. */
  private static Manifest released(Manifest manifest, Map<String, @Nullable Object> taken) {
    List<Object> entries = new ArrayList<>();
    for (Manifest entry : manifest.items(MANAGED_FIELDS)) {
      entries.add(entry.with(without(entry.map("fieldsV1"), taken), "fieldsV1").root());
    }
    return entries.isEmpty() ? manifest : manifest.with(List.copyOf(entries), MANAGED_FIELDS);
  }

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static Map<String, @Nullable Object> without(
      Map<String, @Nullable Object> fields, Map<String, @Nullable Object> taken) {
    Map<String, @Nullable Object> left = new LinkedHashMap<>();
    fields.forEach((name, below) -> {
      Object other = taken.get(name);
      if (other instanceof Map<?, ?> map && !map.isEmpty() && below instanceof Map<?, ?> mine) {
        left.put(
            name,
            without((Map<String, @Nullable Object>) mine, (Map<String, @Nullable Object>) map));
      } else if (other == null) {
        left.put(name, below);
      }
    });
    return left;
  }

  static LiveResource live(Manifest manifest, HealthAssessor health) {
    return new LiveResource(
        manifest.key(),
        manifest.gvk().version(),
        manifest.uid(),
        manifest.resourceVersion(),
        owners(manifest),
        manifest.annotation(TrackingId.ANNOTATION).flatMap(TrackingId::parse),
        health.assess(manifest),
        Map.of(),
        manifest.without("metadata", "resourceVersion").digest(),
        Instant.EPOCH,
        manifest.at("metadata", "deletionTimestamp").isPresent(),
        Optional.of(manifest));
  }

  private static List<Owner> owners(Manifest manifest) {
    return manifest.items("metadata", "ownerReferences").stream()
        .map(owner ->
            new Owner(
                owner.apiVersion(),
                owner.kind(),
                owner.text("name").orElse(""),
                owner.text("uid").orElse(""),
                owner.flag("controller").orElse(false)))
        .toList();
  }

  private static Manifest withoutIdentity(Manifest manifest) {
    return manifest
        .without("apiVersion")
        .without("kind")
        .without("metadata", "name")
        .without("metadata", "namespace");
  }

  private static Manifest recorded(
      Manifest manifest, String manager, String operation, Map<String, @Nullable Object> fields) {
    List<Object> entries = new ArrayList<>();
    manifest.items(MANAGED_FIELDS).stream()
        .filter(entry ->
            !entry.text("manager").orElse("").equals(manager)
                || !entry.text("operation").orElse("").equals(operation))
        .map(Manifest::root)
        .forEach(entries::add);
    entries.add(
        Map.of(
            "manager", manager,
            "operation", operation,
            "apiVersion", manifest.apiVersion(),
            "fieldsType", "FieldsV1",
            "fieldsV1", fields));
    return manifest.with(List.copyOf(entries), MANAGED_FIELDS);
  }

  private static Map<String, @Nullable Object> fieldsOf(
      Manifest manifest, String manager, String operation) {
    return manifest.items(MANAGED_FIELDS).stream()
        .filter(entry ->
            entry.text("manager").orElse("").equals(manager)
                && entry.text("operation").orElse("").equals(operation))
        .findFirst()
        .map(entry -> entry.map("fieldsV1"))
        .orElse(Map.of());
  }

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static Map<String, @Nullable Object> fields(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    tree.forEach((key, value) ->
        fields.put(
            "f:" + key,
            value instanceof Map<?, ?> map && !map.isEmpty()
                ? fields((Map<String, @Nullable Object>) map)
                : Map.of()));
    return fields;
  }

  /** Without what is owned and wanted no more. */
  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static Map<String, @Nullable Object> cleared(
      Map<String, @Nullable Object> live,
      Map<String, @Nullable Object> owned,
      Map<String, @Nullable Object> wanted) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    live.forEach((key, value) -> {
      Object mine = owned.get("f:" + key);
      Object next = wanted.get("f:" + key);
      if (mine == null || !(mine instanceof Map<?, ?> below) || below.isEmpty()) {
        if (mine == null || next != null) {
          kept.put(key, value);
        }
      } else if (value instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> rest =
            cleared(
                (Map<String, @Nullable Object>) map,
                (Map<String, @Nullable Object>) below,
                next instanceof Map<?, ?> deeper
                    ? (Map<String, @Nullable Object>) deeper
                    : Map.of());
        if (!rest.isEmpty() || next != null) {
          kept.put(key, rest);
        }
      }
    });
    return kept;
  }

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static Map<String, @Nullable Object> merged(
      Map<String, @Nullable Object> live, Map<String, @Nullable Object> wanted) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(live);
    wanted.forEach((key, value) -> {
      Object there = live.get(key);
      merged.put(
          key,
          value instanceof Map<?, ?> map && there instanceof Map<?, ?> old
              ? merged((Map<String, @Nullable Object>) old, (Map<String, @Nullable Object>) map)
              : value);
    });
    return java.util.Collections.unmodifiableMap(merged);
  }

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static Map<String, @Nullable Object> changed(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>();
    after.forEach((key, value) -> {
      Object old = before.get(key);
      if (value instanceof Map<?, ?> map && old instanceof Map<?, ?> was) {
        Map<String, @Nullable Object> below =
            changed((Map<String, @Nullable Object>) was, (Map<String, @Nullable Object>) map);
        if (!below.isEmpty()) {
          changed.put(key, below);
        }
      } else if (value != null && !value.equals(old)) {
        changed.put(key, value);
      }
    });
    return changed;
  }
}
