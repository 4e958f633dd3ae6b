package dev.kilter.testkit.apiserver;

import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Storage.Change;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A watch, pulled: each {@link #poll} hands over the next event that the server has to tell. Where
 * the server refused it, or has nothing from that version on, it is over at once.
 */
public final class Watch {
  private static final String INITIAL_END = "k8s.io/initial-events-end";

  private final int status;
  private final Queue<Manifest> waiting = new ArrayDeque<>();
  private final @Nullable Source source;
  private long seen;
  private boolean ended;

  /** Where events come from, and which are wanted. */
  private record Source(Storage storage, Place place, Predicate<Manifest> selected) {
    boolean covers(Key key) {
      return key.resource().equals(place.kind().qualified())
          && (place.namespace().isEmpty() || key.namespace().equals(place.namespace()));
    }
  }

  private Watch(int status, @Nullable Source source) {
    this.status = status;
    this.source = source;
    this.ended = source == null;
  }

  static Watch refused(int status) {
    return new Watch(status, null);
  }

  static Watch open(Storage storage, Place place, Target target) {
    Versions.checkWatch(target);
    Watch watch = new Watch(200, new Source(storage, place, Selectors.of(place.kind(), target)));
    long from = Versions.number(target);
    boolean listing = from == 0 || target.flag("sendInitialEvents");
    if (target.value("sendInitialEvents").equals("false")) {
      listing = false;
    }
    if (!listing && from != 0 && from < storage.compacted()) {
      watch.expired(from, storage.compacted());
      return watch;
    }
    watch.seen = from == 0 || listing ? storage.revision() : from;
    if (listing) {
      watch.initial(target.flag("sendInitialEvents") && target.flag("allowWatchBookmarks"));
    }
    return watch;
  }

  private void expired(long wanted, long oldest) {
    Refusal gone = Statuses.gone("too old resource version: %d (%d)".formatted(wanted, oldest));
    waiting.add(event("ERROR", gone.status()));
    ended = true;
  }

  private void initial(boolean bookmark) {
    Source from = source();
    Place place = from.place;
    try (Stream<Manifest> objects =
        from.storage.list(place.kind().qualified(), place.namespace())) {
      objects.filter(from.selected).forEach(object -> waiting.add(event("ADDED", object)));
    }
    if (bookmark) {
      waiting.add(event("BOOKMARK", mark(Map.of(INITIAL_END, "true"))));
    }
  }

  private Source source() {
    if (source == null) {
      throw new IllegalStateException("the watch was refused");
    }
    return source;
  }

  private Manifest mark(Map<String, String> annotations) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    Kind kind = source().place.kind();
    object.put("kind", kind.kind());
    object.put("apiVersion", kind.gvk().apiVersion());
    Objects.blank(kind)
        .forEach((name, value) -> {
          if (!object.containsKey(name)) {
            object.put(name, value);
          }
        });
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("resourceVersion", Long.toString(seen));
    if (!annotations.isEmpty()) {
      metadata.put("annotations", annotations);
    }
    object.put("metadata", metadata);
    return Manifest.of(object);
  }

  private static Manifest event(String type, Manifest object) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.put("object", object.root());
    return Manifest.of(event);
  }

  /** HTTP status of the answer's head. */
  public int status() {
    return status;
  }

  /** Whether nothing will ever come again. */
  public boolean isOver() {
    return ended && waiting.isEmpty();
  }

  /** The next event's line, without a line break; empty where there is nothing to tell now. */
  public Optional<String> poll() {
    return pollTree().map(event -> Json.text(event.root()));
  }

  /** As {@link #poll}, before it is written down. */
  public Optional<Manifest> pollTree() {
    if (waiting.isEmpty() && !ended) {
      take();
    }
    return Optional.ofNullable(waiting.poll());
  }

  private void take() {
    Source from = source();
    List<Change> changes = from.storage.since(seen);
    for (Change change : changes) {
      if (from.covers(change.key())) {
        told(change, from.selected).ifPresent(waiting::add);
      }
      seen = Math.max(seen, change.revision());
    }
  }

  /** Whoever selects sees an object come and go as it begins and ceases to match. */
  private static Optional<Manifest> told(Change change, Predicate<Manifest> selected) {
    Optional<Manifest> before = change.before().filter(selected);
    Optional<Manifest> after = change.after().filter(selected);
    if (after.isPresent()) {
      return Optional.of(event(before.isPresent() ? "MODIFIED" : "ADDED", after.get()));
    }
    return before.map(object ->
        event(
            "DELETED",
            object.with(Long.toString(change.revision()), "metadata", "resourceVersion")));
  }

  /** The server says how far it has got, as it does about once a minute. */
  public void bookmark() {
    if (!ended) {
      take();
      waiting.add(event("BOOKMARK", mark(Map.of())));
    }
  }

  /** The server closes it, as it does after some minutes. */
  public void end() {
    ended = true;
  }
}
