package dev.kilter.cluster.cache;

import dev.kilter.cluster.cache.CacheCommand.Discover;
import dev.kilter.cluster.cache.CacheCommand.ListAll;
import dev.kilter.cluster.cache.CacheCommand.Stop;
import dev.kilter.cluster.cache.CacheCommand.TellCluster;
import dev.kilter.cluster.cache.CacheCommand.Watch;
import dev.kilter.cluster.cache.CacheEvent.Bookmark;
import dev.kilter.cluster.cache.CacheEvent.Closed;
import dev.kilter.cluster.cache.CacheEvent.Configured;
import dev.kilter.cluster.cache.CacheEvent.DiscoveryFailed;
import dev.kilter.cluster.cache.CacheEvent.Found;
import dev.kilter.cluster.cache.CacheEvent.Gone;
import dev.kilter.cluster.cache.CacheEvent.KindMissing;
import dev.kilter.cluster.cache.CacheEvent.Moved;
import dev.kilter.cluster.cache.CacheEvent.Removed;
import dev.kilter.cluster.cache.CacheEvent.Seen;
import dev.kilter.cluster.cache.CacheEvent.Tick;
import dev.kilter.cluster.cache.CacheEvent.Written;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.manifest.GroupVersionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one cluster's cache: what to discover, which streams to open, resume or list anew,
 * what changed for whom. Events in, commands out; the same events give the same commands.
 */
final class CacheMachine {
  private static final Duration COALESCE = Duration.ofMillis(50);
  private static final Duration SKIP_RETRY = Duration.ofMinutes(5);
  private static final int LOST_AFTER = 2;
  private static final int UNSERVED_AFTER = 3;
  private static final int SERVER_ERROR = 500;
  private static final int BROKEN = 0;
  private static final double UNSPREAD = 0.5;
  private static final int GONE = 410;
  private static final int BUSY = 429;
  private static final int NO_STREAMING_LIST = 422;

  private final ObjectIndex index;
  private final Changes changes;
  private final EventCounts told = new EventCounts();
  private final DiscoveryPlan discovery = new DiscoveryPlan();
  private final Streams streams = new Streams();
  private final List<CacheCommand> commands = new ArrayList<>();
  private WatchRules rules;
  private ApiResources resources = ApiResources.NONE;
  private boolean connected;
  private boolean synced;
  private boolean streamingLists = true;
  private String message = "not connected yet";
  private Instant notifyAt = Instant.MAX;
  private Instant now = Instant.MIN;
  private int attempts;
  private boolean stale;
  private CacheState state;

  CacheMachine(WatchRules rules, ObjectIndex index) {
    this.rules = rules;
    this.index = index;
    this.changes = new Changes(index);
    this.state = snapshot();
  }

  List<CacheCommand> step(CacheEvent event, Instant time) {
    now = time;
    switch (event) {
      case Configured configured -> configure(configured.rules());
      case Found found -> discovered(found);
      case DiscoveryFailed failed -> discoveryFailed(failed);
      case Seen seen -> seen(seen);
      case Gone gone -> gone(gone);
      case Bookmark bookmark -> bookmark(bookmark);
      case Closed closed -> closed(closed);
      case Written written -> written(written.object());
      case Removed removed -> removed(removed);
      case KindMissing _ -> discovery.soon(now);
      case Moved _ -> moved();
      case Tick _ -> {
        // what is due is done below
      }
    }
    due();
    List<CacheCommand> result = List.copyOf(commands);
    commands.clear();
    return result;
  }

  /** May be asked from any thread. */
  EventCounts told() {
    return told;
  }

  /** When it wants a Tick; MAX for not at all. */
  Instant wakeAt() {
    Instant first = notifyAt.isBefore(discovery.at()) ? notifyAt : discovery.at();
    Instant due = connected ? streams.firstDue() : Instant.MAX;
    return due.isBefore(first) ? due : first;
  }

  /** What readers may know of it; the same object until something of it changes. */
  CacheState state() {
    if (stale) {
      state = snapshot();
      stale = false;
    }
    return state;
  }

  private CacheState snapshot() {
    return CacheState.of(resources, connected, synced, message, streams.all());
  }

  private void configure(WatchRules changed) {
    boolean otherMarks = !changed.tracking().equals(rules.tracking());
    rules = changed;
    discovery.begin(now);
    if (otherMarks) {
      for (Stream stream : streams.all()) {
        commands.add(new Stop(stream.id));
        stream.resourceVersion = "";
        stream.wait(now);
      }
    }
    if (!streams.isEmpty()) {
      align();
    }
  }

  /** Behind the address there is another cluster; what is held is of the one before. */
  private void moved() {
    lose("it leads to another cluster than before, which is being looked at");
    synced = false;
    resources = ApiResources.NONE;
    align();
    discovery.begin(now);
  }

  private void discovered(Found found) {
    boolean regained = !connected;
    ApiResources before = resources;
    resources = found.found().over(resources);
    connected = true;
    message = "";
    discovery.succeeded(now);
    stale = true;
    align();
    if (regained) {
      streams.all().stream()
          .filter(stream -> !stream.open && !stream.skipped)
          .forEach(stream -> stream.restartAt = now);
    }
    noteReady();
    if (regained || !kinds(before).equals(kinds(resources))) {
      commands.add(new TellCluster());
    }
  }

  private static Set<GroupVersionKind> kinds(ApiResources resources) {
    return resources.all().stream().map(ApiResource::gvk).collect(Collectors.toSet());
  }

  private void discoveryFailed(DiscoveryFailed failed) {
    lose(failed.message());
    discovery.failed(now, failed.jitter());
  }

  private void lose(String why) {
    if (connected || !message.equals(why)) {
      connected = false;
      message = why;
      stale = true;
      commands.add(new TellCluster());
    }
  }

  /** Opens the streams that the rules ask for now and ends the others, with their objects. */
  private void align() {
    Set<StreamId> wanted = new LinkedHashSet<>(rules.streams(resources));
    List<Stream> ended = streams.align(wanted, now);
    ended.stream()
        .filter(stream -> stream.open)
        .forEach(stream -> commands.add(new Stop(stream.id)));
    for (Stream stream : ended) {
      Place place = Place.of(stream.id);
      sweep(stream, object -> streams.of(place.kind(), object.namespace) == null);
    }
    stale |= !ended.isEmpty();
  }

  private void seen(Seen event) {
    Stream stream = streams.current(event.stream(), event.attempt());
    if (stream == null) {
      return;
    }
    count(stream);
    advance(stream, event.object().resourceVersion());
    if (stream.outdated(event.object())) {
      return;
    }
    put(stream, event.object());
  }

  private void count(Stream stream) {
    if (stream.ready) {
      told.count(stream.id.resource().gvk().groupKind());
    }
  }

  private void gone(Gone event) {
    Stream stream = streams.current(event.stream(), event.attempt());
    if (stream == null) {
      return;
    }
    count(stream);
    advance(stream, event.object().resourceVersion());
    if (!stream.outdatedDeletion(event.object())) {
      Held held = find(event.object());
      if (held != null) {
        drop(held);
        discovery.changed(held, now);
      }
    }
  }

  private void bookmark(Bookmark event) {
    Stream stream = streams.current(event.stream(), event.attempt());
    if (stream == null) {
      return;
    }
    advance(stream, event.resourceVersion());
    if (event.listed() && stream.listing) {
      stream.resourceVersion = event.resourceVersion();
      stream.listing = false;
      stream.stuckAt = Instant.MAX;
      stream.listed();
      sweep(stream, object -> object.epoch != stream.attempt && !stream.awaits(object));
      stream.failures = 0;
      stale |= !stream.ready || stream.skipped;
      troubled(stream, "");
      stream.ready = true;
      stream.skipped = false;
      served(stream);
      noteReady();
    }
  }

  /** While listing, the place to resume is not yet known; later it never goes back. */
  private void advance(Stream stream, String resourceVersion) {
    stream.heard = true;
    if (stream.listing) {
      if (stream.stuckAt.isBefore(Instant.MAX)) {
        stream.listens(now);
      }
      return;
    }
    stream.failures = 0;
    served(stream);
    if (Held.number(resourceVersion) >= Held.number(stream.resourceVersion)) {
      stream.resourceVersion = resourceVersion;
    }
  }

  private void closed(Closed event) {
    Stream stream = streams.current(event.stream(), event.attempt());
    if (stream == null) {
      return;
    }
    boolean fruitful = stream.heard;
    if (stream.listing) {
      stream.resourceVersion = "";
    }
    switch (event.status()) {
      case 200 -> {
        stream.wait(fruitful ? now : now.plus(stream.backoff(event.jitter())));
        troubled(stream, fruitful ? "" : "it was answered with nothing");
      }
      case GONE -> {
        stream.resourceVersion = "";
        stream.wait(now.plusMillis((long) (500 * event.jitter())));
      }
      case NO_STREAMING_LIST -> {
        streamingLists = streamingLists && !stream.listing;
        stream.wait(streamingLists ? now.plus(stream.backoff(event.jitter())) : now);
      }
      case 403, 405 -> skip(stream);
      case 404 -> {
        skip(stream);
        discovery.soon(now);
      }
      case BROKEN -> broken(stream, event);
      default -> {
        stream.wait(now.plus(stream.backoff(event.jitter())));
        if (event.status() == 401) {
          discovery.begin(now);
        } else if (event.status() >= SERVER_ERROR) {
          refused(stream);
        } else if (event.status() != BUSY) {
          troubled(stream, "it was answered with status " + event.status());
        }
      }
    }
  }

  /** The cluster may be gone. Discovery finds out, and as long as it fails no stream is tried. */
  private void broken(Stream stream, Closed event) {
    stream.wait(now.plus(stream.backoff(event.jitter())));
    troubled(stream, event.message());
    if (stream.failures >= LOST_AFTER) {
      discovery.begin(now);
    }
  }

  /** A listing in a stream that fell silent before its end: nobody else would ever say so. */
  private void stuck(Stream stream) {
    String why =
        "its list fell silent for %d s before it ended".formatted(stream.listSilence().toSeconds());
    commands.add(new Stop(stream.id));
    stream.wait(now.plus(stream.backoff(UNSPREAD)));
    troubled(stream, why);
  }

  /** While everything waits for this listing, it is said at once that it failed, and when not. */
  private void troubled(Stream stream, String why) {
    if (!synced && !stream.ready && stream.trouble.isEmpty() != why.isEmpty()) {
      stream.trouble = why;
      stale = true;
      commands.add(new TellCluster());
    }
  }

  /**
   * One kind whose server is away (an aggregated API) must not keep all others waiting. What was
   * held of it proves nothing any more.
   */
  private void refused(Stream stream) {
    if (stream.failures >= UNSERVED_AFTER && !stream.unserved) {
      stream.unserved = true;
      stream.ready = true;
      stale = true;
      boolean told = synced;
      noteReady();
      if (told == synced) {
        commands.add(new TellCluster());
      }
    }
  }

  private void served(Stream stream) {
    if (stream.unserved) {
      stream.unserved = false;
      stale = true;
      commands.add(new TellCluster());
    }
  }

  private void skip(Stream stream) {
    stream.wait(now.plus(SKIP_RETRY));
    stream.resourceVersion = "";
    stream.skipped = true;
    troubled(stream, "");
    stream.ready = true;
    stale = true;
    sweep(stream, _ -> true);
    noteReady();
  }

  private void noteReady() {
    if (!synced
        && streams.all().stream().anyMatch(stream -> !stream.unserved)
        && streams.all().stream().allMatch(stream -> stream.ready)) {
      synced = true;
      stale = true;
      changes.clear();
      notifyAt = Instant.MAX;
      commands.add(new TellCluster());
    }
  }

  private void written(Held object) {
    Stream stream = streams.of(object.kind.groupKind(), object.namespace);
    if (stream == null || !stream.id.resource().gvk().equals(object.kind)) {
      return;
    }
    Held held = find(object);
    if (held != null && held.sameUid(object) && held.version() >= object.version()) {
      return;
    }
    if (stream.hasTold(object.version())) {
      return; // it may be gone again already, and nobody would say so a second time
    }
    stream.written(object);
    put(stream, object);
  }

  private void removed(Removed event) {
    Held held = index.find(event.key().groupKind(), event.key().namespace(), event.key().name());
    if (held == null || !held.uidText().equals(event.uid())) {
      return;
    }
    Stream stream = streams.of(event.key().groupKind(), event.key().namespace());
    if (stream != null) {
      stream.removed(held);
    }
    drop(held);
    discovery.changed(held, now);
  }

  private void put(Stream stream, Held object) {
    object.epoch = stream.attempt;
    Held before = index.put(object);
    note(before, object);
    if (!stream.listing || stream.ready) {
      discovery.changed(object, now);
    }
  }

  private void drop(Held object) {
    note(object, null);
    index.remove(object.kind.groupKind(), object.namespace, object.name);
  }

  private @Nullable Held find(Held like) {
    Held held = index.find(like.kind.groupKind(), like.namespace, like.name);
    return held != null && held.sameUid(like) ? held : null;
  }

  private void note(@Nullable Held before, @Nullable Held after) {
    if (synced) {
      changes.note(before, after);
      if (!changes.isEmpty() && notifyAt.equals(Instant.MAX)) {
        notifyAt = now.plus(COALESCE);
      }
    }
  }

  private void sweep(Stream stream, Predicate<Held> gone) {
    index.ofKind(stream.id.resource().gvk().groupKind(), stream.id.namespace()).stream()
        .filter(gone)
        .forEach(this::drop);
  }

  private void due() {
    if (!notifyAt.isAfter(now)) {
      notifyAt = Instant.MAX;
      commands.addAll(changes.drain());
    }
    if (discovery.take(now)) {
      commands.add(new Discover());
    }
    if (connected) {
      for (Stream stream : streams.all()) {
        if (!stream.stuckAt.isAfter(now)) {
          stuck(stream);
        } else if (!stream.open && !stream.restartAt.isAfter(now)) {
          open(stream);
        }
      }
    }
  }

  private void open(Stream stream) {
    attempts++;
    stream.attempt = attempts;
    stream.open = true;
    stream.heard = false;
    stream.restartAt = Instant.MAX;
    stream.listing = stream.resourceVersion.isEmpty();
    boolean whole = stream.listing && !streamingLists;
    if (stream.listing && !whole) {
      stream.listens(now);
    }
    commands.add(
        whole
            ? new ListAll(stream.id, stream.attempt)
            : new Watch(stream.id, stream.attempt, stream.resourceVersion));
  }
}
