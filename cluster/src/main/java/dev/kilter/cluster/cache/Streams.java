package dev.kilter.cluster.cache;

import dev.kilter.model.manifest.GroupKind;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The streams of one cluster: one for a kind, or one for each namespace of a limited cluster. */
final class Streams {
  private final Map<StreamId, Stream> streams = new LinkedHashMap<>();
  private final Map<Place, Stream> byPlace = new HashMap<>();

  Collection<Stream> all() {
    return streams.values();
  }

  boolean isEmpty() {
    return streams.isEmpty();
  }

  /** The stream that tells of such objects. */
  @Nullable Stream of(GroupKind kind, String namespace) {
    Stream everywhere = byPlace.get(new Place(kind, ""));
    return everywhere == null ? byPlace.get(new Place(kind, namespace)) : everywhere;
  }

  /** The stream, if this is the attempt that counts. */
  @Nullable Stream current(StreamId id, int attempt) {
    Stream stream = streams.get(id);
    return stream != null && stream.open && stream.attempt == attempt ? stream : null;
  }

  /** Takes up the wanted ones that are new, due at once, and answers those that it dropped. */
  List<Stream> align(Set<StreamId> wanted, Instant now) {
    List<Stream> ended =
        streams.values().stream().filter(stream -> !wanted.contains(stream.id)).toList();
    for (Stream stream : ended) {
      streams.remove(stream.id);
      byPlace.remove(Place.of(stream.id));
    }
    for (StreamId id : wanted) {
      if (!streams.containsKey(id)) {
        Stream stream = new Stream(id);
        stream.restartAt = now;
        streams.put(id, stream);
        byPlace.put(Place.of(id), stream);
      }
    }
    return ended;
  }

  /** When the first of them wants to be opened or given up; MAX for none. */
  Instant firstDue() {
    Instant first = Instant.MAX;
    for (Stream stream : streams.values()) {
      Instant due = stream.open ? stream.stuckAt : stream.restartAt;
      first = due.isBefore(first) ? due : first;
    }
    return first;
  }
}
