package dev.kilter.cluster.cache;

import dev.kilter.codec.PackedTree;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object as the cache keeps it, 80 bytes and its name: uids and versions as numbers, everything
 * that repeats shared. Immutable but for {@code epoch}, which belongs to the machine.
 */
final class Held {
  static final OwnerRef[] NO_OWNERS = {};
  static final String[] NO_DETAILS = {};

  final GroupVersionKind kind;
  final String namespace;
  final String name;
  private final long uidHigh;
  private final long uidLow;
  private final long version;
  private final @Nullable Odd odd;
  final OwnerRef[] owners;
  final @Nullable Health health;
  final String[] details;
  private final int created;
  final boolean terminating;
  final @Nullable Managed managed;

  /** Which listing of its stream has seen it last. */
  int epoch;

  /** What only managed objects (and CRDs) have. */
  record Managed(Optional<TrackingId> tracking, Digest digest, PackedTree manifest) {}

  /** Identities of servers that number and name in a way of their own. */
  private record Odd(String uid, String version) {}

  /** The parts that come from metadata. */
  @SuppressWarnings("ArrayRecordComponent") // taken apart at once, never compared
  record Identity(
      GroupVersionKind kind,
      String namespace,
      String name,
      String uid,
      String resourceVersion,
      OwnerRef[] owners,
      Instant createdAt,
      boolean terminating) {}

  Held(Identity identity, @Nullable Health health, String[] details, @Nullable Managed managed) {
    this.kind = identity.kind();
    this.namespace = identity.namespace();
    this.name = identity.name();
    Uid uid = Uid.of(identity.uid());
    this.uidHigh = uid.high();
    this.uidLow = uid.low();
    this.version = number(identity.resourceVersion());
    this.odd =
        version >= 0 && Uid.isUuid(identity.uid())
            ? null
            : new Odd(identity.uid(), identity.resourceVersion());
    this.owners = identity.owners();
    this.health = health;
    this.details = details;
    this.created = (int) identity.createdAt().getEpochSecond();
    this.terminating = identity.terminating();
    this.managed = managed;
  }

  /** A resourceVersion as a number, which it is on every server that we know; else -1. */
  static long number(String resourceVersion) {
    if (resourceVersion.isEmpty() || resourceVersion.length() > 18) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < resourceVersion.length(); i++) {
      int digit = resourceVersion.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  Uid uid() {
    return new Uid(uidHigh, uidLow);
  }

  boolean sameUid(Held other) {
    return uidHigh == other.uidHigh && uidLow == other.uidLow;
  }

  String uidText() {
    return odd == null ? uid().toString() : odd.uid();
  }

  long version() {
    return version;
  }

  String resourceVersion() {
    return odd == null ? Long.toString(version) : odd.version();
  }

  ResourceKey key() {
    return new ResourceKey(kind.group(), kind.kind(), namespace, name);
  }

  /** The application whose mark it carries; empty for none. */
  String instance() {
    return managed == null ? "" : managed.tracking().map(TrackingId::instance).orElse("");
  }

  /** What its containers run; empty for kinds without any. */
  List<String> images() {
    String images = detail(Details.IMAGES);
    return images.isEmpty() ? List.of() : List.of(images.split(",", -1));
  }

  boolean pod() {
    return kind.kind().equals("Pod") && kind.group().isEmpty();
  }

  /** Value of a detail; empty where there is none. */
  String detail(String name) {
    for (int i = 0; i < details.length; i += 2) {
      if (details[i].equals(name)) {
        return details[i + 1];
      }
    }
    return "";
  }

  LiveResource unpacked(List<LiveResource.Owner> inferred, Manifests manifests) {
    List<LiveResource.Owner> all = new ArrayList<>(owners.length + inferred.size());
    for (OwnerRef owner : owners) {
      all.add(owner.owner());
    }
    all.addAll(inferred);
    Managed more = managed;
    Optional<Manifest> manifest =
        more == null || manifests == Manifests.LEFT_OUT
            ? Optional.empty()
            : Optional.of(Manifest.of(more.manifest()));
    return new LiveResource(
        key(),
        kind.version(),
        uidText(),
        resourceVersion(),
        all,
        more == null ? Optional.empty() : more.tracking(),
        Optional.ofNullable(health),
        detailMap(),
        more == null ? Digest.NONE : more.digest(),
        Instant.ofEpochSecond(created),
        terminating,
        manifest);
  }

  private Map<String, String> detailMap() {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < details.length; i += 2) {
      map.put(details[i], details[i + 1]);
    }
    return map;
  }

  /** Whether manifests are unpacked, which trees do not need. */
  enum Manifests {
    UNPACKED,
    LEFT_OUT
  }
}
