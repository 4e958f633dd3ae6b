package dev.kilter.cluster.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where one stream stands. Changed by the machine alone. */
final class Stream {
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
  private static final int LAST_DOUBLING = 6;
  private static final Duration LIST_SILENCE = Duration.ofSeconds(20);
  private static final int LAST_PATIENCE = 3;

  /** Of a resourceVersion that surely fits a long. */
  private static final int MOST_DIGITS = 18;

  final StreamId id;

  /** Counts opened streams, and marks the objects that the current listing has seen. */
  int attempt;

  /** Where to resume; empty: list first. */
  String resourceVersion = "";

  boolean open;
  boolean listing;

  /** Has this attempt brought anything? */
  boolean heard;

  /** Listed once, or known not to be listable: nothing waits for it. */
  boolean ready;

  /** Cannot be listed; a GET must tell what is there. */
  boolean skipped;

  /** Its server, not necessarily the API server itself, answers with errors again and again. */
  boolean unserved;

  /** Why the first listing failed when it was last tried; empty while it did not. */
  String trouble = "";

  int failures;
  Instant restartAt = Instant.MAX;

  /** When a listing that goes on bringing nothing is given up; MAX where none is under way. */
  Instant stuckAt = Instant.MAX;

  private final Map<String, Pending> pending = new HashMap<>();

  /** A write of ours that this stream has not told of yet; version -1 stands for a deletion. */
  private record Pending(long version, Uid uid, int attempt) {}

  Stream(StreamId id) {
    this.id = id;
  }

  void wait(Instant until) {
    open = false;
    restartAt = until;
    stuckAt = Instant.MAX;
  }

  /** A listing has begun or brought something: it may be silent for a while again. */
  void listens(Instant now) {
    stuckAt = now.plus(listSilence());
  }

  /**
   * How long a listing may bring nothing: a server that answers at all sends at once what it has in
   * memory. Doubles with each failure, for one that is so slow after all.
   */
  Duration listSilence() {
    return LIST_SILENCE.multipliedBy(1L << Math.min(failures, LAST_PATIENCE));
  }

  /** Doubles with each failure in a row, up to half a minute, spread by half either way. */
  Duration backoff(double jitter) {
    failures++;
    long millis = FIRST_BACKOFF.toMillis() << Math.min(failures - 1, LAST_DOUBLING);
    long capped = Math.min(millis, LONGEST_BACKOFF.toMillis());
    return Duration.ofMillis((long) (capped * (0.5 + jitter)));
  }

  /** Whether everything up to that version has come by already. */
  boolean hasTold(long version) {
    boolean number =
        !resourceVersion.isEmpty()
            && resourceVersion.length() <= MOST_DIGITS
            && resourceVersion.chars().allMatch(Character::isDigit);
    return open && !listing && version >= 0 && number && Long.parseLong(resourceVersion) >= version;
  }

  void written(Held object) {
    pending.put(place(object), new Pending(object.version(), object.uid(), attempt));
  }

  void removed(Held object) {
    pending.put(place(object), new Pending(-1, object.uid(), attempt));
  }

  /** Whether an event tells of a state before a write of ours, and must not undo it. */
  boolean outdated(Held object) {
    Pending write = pending.get(place(object));
    if (write == null) {
      return false;
    }
    boolean sameObject = write.uid().equals(object.uid());
    if (write.version() < 0) {
      return sameObject;
    }
    if (sameObject && object.version() >= 0 && object.version() < write.version()) {
      return true;
    }
    pending.remove(place(object));
    return false;
  }

  /** The stream has told of the object's deletion. */
  boolean outdatedDeletion(Held object) {
    Optional<Pending> write = Optional.ofNullable(pending.get(place(object)));
    if (write.isPresent() && !write.get().uid().equals(object.uid())) {
      return true;
    }
    pending.remove(place(object));
    return false;
  }

  /** A complete listing tells of everything that was written before it began. */
  void listed() {
    pending.values().removeIf(write -> write.attempt() < attempt);
  }

  boolean awaits(Held object) {
    return pending.containsKey(place(object));
  }

  private static String place(Held object) {
    return object.namespace + "/" + object.name;
  }
}
