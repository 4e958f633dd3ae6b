package dev.kilter.store.watching;

import dev.kilter.codec.Json;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.requests.ResourceSelection;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.requests.Resources.Listing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Follows a collection on a virtual thread of its own until it is closed: a streamed list (a plain
 * one where the server refuses that), then a watch that resumes where it broke off and lists again
 * only when the server has forgotten that point.
 */
public final class ResourceWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceWatch.class);

  /** Bookmarks come once a minute: a stream that is silent for two of them is dead. */
  private static final Duration PATIENCE = Duration.ofSeconds(130);

  /** With the growing pauses this is after about two seconds. */
  private static final int WORTH_A_WARNING = 5;

  private static final long MIN_PAUSE_MILLIS = 100;
  private static final long MAX_PAUSE_MILLIS = 10_000;

  private final Resources resources;
  private final ResourceSelection collection;
  private final KnownResources known;
  private final CountDownLatch synced = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Cancellation stream = new Cancellation();

  private String resourceVersion = "";
  private boolean streamedLists = true;
  private int refusals;
  private long pauseMillis = MIN_PAUSE_MILLIS;

  private ResourceWatch(
      Resources resources, ResourceSelection collection, ResourceListener listener) {
    this.resources = resources;
    this.collection = collection;
    this.known = new KnownResources(listener);
  }

  public static ResourceWatch start(
      Resources resources, ResourceSelection collection, ResourceListener listener) {
    ResourceWatch watch = new ResourceWatch(resources, collection, listener);
    Thread.ofVirtual().name("watch " + collection.kind().plural()).start(watch::run);
    return watch;
  }

  /** Waits until the listener knows the collection; false where that takes longer. */
  public boolean awaitSynced(Duration limit) throws InterruptedException {
    return synced.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed.countDown();
    stream.cancel();
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void run() {
    while (!isClosed()) {
      try {
        round();
      } catch (IOException | RuntimeException e) {
        if (!isClosed()) {
          LOG.warn("watching {} broke off, trying again: {}", collection.words(), e.toString());
          LOG.debug("watching {} broke off", collection, e);
        }
      }
      if (!pause()) {
        return;
      }
    }
  }

  /** One request and all that follows from it. */
  private void round() throws IOException {
    if (!resourceVersion.isEmpty()) {
      answered(follow(collection.followPath(resourceVersion)));
    } else if (streamedLists) {
      known.startListing();
      answered(follow(collection.initialPath()));
    } else {
      list();
    }
  }

  private void answered(int status) {
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

  private void list() {
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

  private int follow(String path) throws IOException {
    Cancellation cancellation = new Cancellation();
    stream = cancellation;
    if (isClosed()) {
      return 200;
    }
    return resources
        .api()
        .follow(
            ApiRequest.get(path).withPatience(PATIENCE),
            line -> event(line, cancellation),
            cancellation);
  }

  private void event(String line, Cancellation cancellation) {
    if (line.isBlank() || isClosed()) {
      return;
    }
    Manifest event = Manifest.of(Json.object(line.getBytes(StandardCharsets.UTF_8)));
    Manifest object = Manifest.of(event.map("object"));
    switch (event.text("type").orElse("")) {
      case "ADDED", "MODIFIED" -> known.upserted(object);
      case "DELETED" -> known.removed(object);
      case "BOOKMARK" -> bookmark(object);
      default -> {
        // An expired point is the only error that a stream reports; a list makes up for any other.
        resourceVersion = "";
        cancellation.cancel();
        return;
      }
    }
    pauseMillis = MIN_PAUSE_MILLIS;
    if (!resourceVersion.isEmpty()) {
      resourceVersion = object.resourceVersion();
    }
  }

  /** Until the list is complete there is no point at which a watch could go on. */
  private void bookmark(Manifest object) {
    if (object.annotation("k8s.io/initial-events-end").filter("true"::equals).isPresent()) {
      listed(object.resourceVersion());
    }
  }

  private void listed(String version) {
    resourceVersion = version;
    refusals = 0;
    pauseMillis = MIN_PAUSE_MILLIS;
    known.endListing();
    synced.countDown();
  }

  /** False where the watch was closed meanwhile. */
  private boolean pause() {
    try {
      boolean ended = closed.await(pauseMillis, TimeUnit.MILLISECONDS);
      pauseMillis = Math.min(MAX_PAUSE_MILLIS, pauseMillis * 2);
      return !ended;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
