package dev.kilter.cluster.cache;

import dev.kilter.cluster.cache.Held.Identity;
import dev.kilter.cluster.cache.Held.Managed;
import dev.kilter.cluster.json.JsonText;
import dev.kilter.codec.PackedTree;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.cluster.HealthAssessor;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns an object's JSON into what the cache holds. What a foreign object will not be asked for is
 * skipped while reading: its managedFields, the content of Secrets and ConfigMaps, and all but the
 * metadata of kinds that have neither a health rule nor details.
 */
final class ObjectParser {
  private static final Set<String> CONTENT = Set.of("data", "binaryData", "stringData");
  private static final Set<String> NOT_CONTENT =
      Set.of(
          "resourceVersion", "generation", "managedFields", "uid", "creationTimestamp", "selfLink");
  private static final String CRD = "CustomResourceDefinition";

  private final Marks marks;
  private final HealthAssessor health;
  private final Interner interner;

  ObjectParser(Marks marks, HealthAssessor health, Interner interner) {
    this.marks = marks;
    this.health = health;
    this.interner = interner;
  }

  /** Reads the object that comes next. */
  Held parse(JsonText text, GroupVersionKind kind) throws IOException {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("apiVersion", kind.apiVersion());
    root.put("kind", kind.kind());
    boolean wanted = true;
    text.enter();
    for (String field = text.field(); field != null; field = text.field()) {
      if (field.equals("metadata") && text.atObject()) {
        Map<String, @Nullable Object> metadata = metadata(text, kind);
        root.put(field, metadata);
        wanted = kept(kind, metadata);
      } else if (wanted || (readsForeign(kind) && !CONTENT.contains(field))) {
        root.put(field, text.value());
      } else {
        text.skip();
      }
    }
    return hold(Manifest.of(root), kind);
  }

  /** Whether anybody asks for more of a foreign object than its metadata. */
  private boolean readsForeign(GroupVersionKind kind) {
    return Details.looksInto(kind.kind()) || health.looksInto(kind.groupKind());
  }

  /** The same from a tree, such as a write's answer. */
  Held hold(Manifest object, GroupVersionKind kind) {
    Map<String, @Nullable Object> metadata = object.map("metadata");
    Optional<TrackingId> tracking = marks.own(kind, metadata);
    Managed managed = null;
    if (tracking.isPresent() || kind.kind().equals(CRD)) {
      managed =
          new Managed(
              tracking.map(this::shared), contentDigest(object), PackedTree.of(kept(object)));
    }
    Health verdict = health.assess(object).orElse(null);
    return new Held(identity(object, kind), verdict, Details.of(object, interner), managed);
  }

  private Identity identity(Manifest object, GroupVersionKind kind) {
    return new Identity(
        kind,
        interner.share(object.namespace()),
        object.name(),
        object.uid(),
        object.resourceVersion(),
        owners(object),
        object.text("metadata", "creationTimestamp").map(Timestamp::instant).orElse(Instant.EPOCH),
        object.text("metadata", "deletionTimestamp").isPresent());
  }

  private OwnerRef[] owners(Manifest object) {
    List<Manifest> references = object.items("metadata", "ownerReferences");
    if (references.isEmpty()) {
      return Held.NO_OWNERS;
    }
    return references.stream().map(this::owner).toArray(OwnerRef[]::new);
  }

  private OwnerRef owner(Manifest reference) {
    return new OwnerRef(
        new LiveResource.Owner(
            interner.share(reference.apiVersion()),
            interner.share(reference.kind()),
            reference.text("name").orElse(""),
            reference.text("uid").orElse(""),
            reference.flag("controller").orElse(false)));
  }

  private TrackingId shared(TrackingId id) {
    return new TrackingId(interner.share(id.instance()), id.key());
  }

  private boolean kept(GroupVersionKind kind, Map<String, @Nullable Object> metadata) {
    return kind.kind().equals(CRD) || marks.own(kind, metadata).isPresent();
  }

  /** Marks stand before managedFields in every server's order, so it is known whose they are. */
  private Map<String, @Nullable Object> metadata(JsonText text, GroupVersionKind kind)
      throws IOException {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    text.enter();
    for (String field = text.field(); field != null; field = text.field()) {
      if (field.equals("managedFields") && !marks.mayBeOwn(metadata) && !kind.kind().equals(CRD)) {
        text.skip();
      } else {
        metadata.put(field, text.value());
      }
    }
    return metadata;
  }

  /** Field sets of the status are never asked for, and are most of what managers write. */
  private static Map<String, @Nullable Object> kept(Manifest object) {
    List<Manifest> entries = object.items("metadata", "managedFields");
    if (entries.isEmpty()) {
      return object.root();
    }
    List<Object> own = new ArrayList<>();
    for (Manifest entry : entries) {
      if (!entry.text("subresource").orElse("").equals("status")) {
        own.add(entry.root());
      }
    }
    return object.with(own, "metadata", "managedFields").root();
  }

  /** Digest of what Git could have said: without status and what the server alone writes. */
  static Digest contentDigest(Manifest object) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>(object.root());
    content.remove("status");
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(object.map("metadata"));
    metadata.keySet().removeAll(NOT_CONTENT);
    content.put("metadata", metadata);
    return Digest.of(content);
  }
}
