package dev.kilter.store.watching;

import dev.kilter.codec.Json;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.requests.ResourceSelection;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.requests.Resources.Listing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Where following a collection stands: a streamed list first (a plain one where the server refuses
 * that), then a watch that resumes where it broke off and lists again only when the server has
 * forgotten that point. Knows no thread and does not wait; used by one thread at a time.
 */
public final class Following {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);

  /** Bookmarks come once a minute: a stream that is silent for two of them is dead. */
  private static final Duration PATIENCE = Duration.ofSeconds(130);

  /** With the growing pauses this is after about two seconds. */
  private static final int WORTH_A_WARNING = 5;

  private static final Duration MIN_PAUSE = Duration.ofMillis(100);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

  private final Resources resources;
  private final ResourceSelection collection;
  private final KnownResources known;
  private String resourceVersion = "";
  private boolean streamedLists = true;
  private boolean synced;
  private int refusals;
  private Duration pause = MIN_PAUSE;

  public Following(Resources resources, Followed followed) {
    this.resources = resources;
    collection = followed.selection();
    known = new KnownResources(followed.listener());
  }

  /** Whether the listener knows the collection. */
  public boolean synced() {
    return synced;
  }

  /** The stream to open next; empty where {@link #list} comes next. */
  public Optional<ApiRequest> next() {
    if (!resourceVersion.isEmpty()) {
      return Optional.of(stream(collection.followPath(resourceVersion)));
    }
    if (!streamedLists) {
      return Optional.empty();
    }
    known.startListing();
    return Optional.of(stream(collection.initialPath()));
  }

  private static ApiRequest stream(String path) {
    return ApiRequest.get(path).withPatience(PATIENCE);
  }

  /** A line of the stream; false where nothing of the rest counts. */
  public boolean line(String line) {
    Manifest event = Manifest.of(Json.answer(line.getBytes(StandardCharsets.UTF_8)));
    Manifest object = Manifest.of(event.map("object"));
    switch (event.text("type").orElse("")) {
      case "ADDED", "MODIFIED" -> known.upserted(object);
      case "DELETED" -> known.removed(object);
      case "BOOKMARK" -> bookmark(object);
      default -> {
        // An expired point is the only error that a stream reports; a list makes up for any other.
        resourceVersion = "";
        return false;
      }
    }
    pause = MIN_PAUSE;
    if (!resourceVersion.isEmpty()) {
      resourceVersion = object.resourceVersion();
    }
    return true;
  }

  /** Until the list is complete there is no point at which a watch could go on. */
  private void bookmark(Manifest object) {
    if (object.annotation("k8s.io/initial-events-end").filter("true"::equals).isPresent()) {
      listed(object.resourceVersion());
    }
  }

  /** The stream is over, with the status of its answer. */
  public void ended(int status) {
    switch (status) {
      case 200 -> {} // ended in its time
      case 410 -> resourceVersion = "";
      case 400, 422 -> {
        resourceVersion = "";
        streamedLists = false;
      }
      default -> refused(status);
    }
  }

  /** It never answered, or broke off. */
  public void broke(Throwable why) {
    LOG.warn("watching {} broke off, trying again: {}", collection.words(), why.toString());
    LOG.debug("watching {} broke off", collection, why);
  }

  /**
   * A server that starts, or that has just got the definition, answers 429 or 5xx for a moment.
   * That is worth a warning only when it goes on.
   */
  private void refused(int status) {
    refusals++;
    boolean passing = (status == 429 || status >= 500) && refusals < WORTH_A_WARNING;
    LOG.atLevel(passing ? Level.DEBUG : Level.WARN)
        .log(
            "watching {}: the API server is not ready for it ({}), trying again",
            collection.words(),
            status);
  }

  /** Lists at once, where a stream cannot. */
  public void list() {
    switch (resources.list(collection)) {
      case Result.Failed<Listing>(var failure) ->
          LOG.warn("cannot list {}: {}", collection.words(), failure.message());
      case Result.Success<Listing>(var listing) -> {
        known.startListing();
        listing.items().forEach(known::upserted);
        listed(listing.resourceVersion());
      }
    }
  }

  private void listed(String version) {
    resourceVersion = version;
    refusals = 0;
    pause = MIN_PAUSE;
    known.endListing();
    synced = true;
  }

  /** How long to wait before {@link #next}: longer each time, until a stream brings something. */
  public Duration pause() {
    Duration now = pause;
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : twice;
    return now;
  }
}
