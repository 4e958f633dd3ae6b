package dev.kilter.store.tombstones;

import static dev.kilter.store.requests.ResourceKind.SECRET;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.requests.ResourceSelection;
import dev.kilter.store.requests.Resources;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Removes tombstones that are older than a week, and the oldest where all are too large. */
final class TombstoneTrim {
  private static final Duration MAX_AGE = Duration.ofDays(7);
  private static final long MAX_BYTES = 200_000_000;
  private static final Duration INTERVAL = Duration.ofHours(1);

  /** Few at a time: each may hold almost a megabyte. */
  private static final int PAGE = 20;

  private final Resources resources;
  private final String namespace;
  private final InstantSource clock;
  private final Executor aside;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile Instant last = Instant.MIN;

  TombstoneTrim(Resources resources, String namespace, InstantSource clock, Executor aside) {
    this.resources = resources;
    this.namespace = namespace;
    this.clock = clock;
    this.aside = aside;
  }

  /** At most once an hour. */
  void afterBurial() {
    Instant now = clock.instant();
    boolean due = last.equals(Instant.MIN) || Duration.between(last, now).compareTo(INTERVAL) >= 0;
    if (due && busy.compareAndSet(false, true)) {
      last = now;
      aside.execute(() -> {
        try {
          trim(now);
        } finally {
          busy.set(false);
        }
      });
    }
  }

  private void trim(Instant now) {
    List<Grave> graves = new ArrayList<>();
    resources.scan(
        ResourceSelection.labelled(SECRET, namespace, KubernetesTombstones.LABEL),
        PAGE,
        secret -> graves.add(Grave.of(secret)));
    for (Grave grave : toRemove(graves, now)) {
      resources.delete(SECRET, namespace, grave.name);
    }
  }

  /** The newest stay, as many as there is room for. */
  static List<Grave> toRemove(List<Grave> graves, Instant now) {
    List<Grave> removed = new ArrayList<>();
    long kept = 0;
    for (Grave grave :
        graves.stream().sorted(Comparator.comparing(Grave::at).reversed()).toList()) {
      kept += grave.bytes;
      if (kept > MAX_BYTES || Duration.between(grave.at, now).compareTo(MAX_AGE) > 0) {
        removed.add(grave);
      }
    }
    return removed;
  }

  /** A tombstone without its content. */
  record Grave(String name, Instant at, long bytes) {
    static Grave of(Manifest secret) {
      long bytes =
          secret.map("data").values().stream()
              .mapToLong(value -> value instanceof String text ? text.length() : 0)
              .sum();
      return new Grave(secret.name(), buriedAt(secret), bytes);
    }

    private static Instant buriedAt(Manifest secret) {
      try {
        return Instant.parse(secret.annotation(KubernetesTombstones.AT).orElse(""));
      } catch (DateTimeException _) {
        return Instant.EPOCH;
      }
    }
  }
}
