package dev.kilter.store.watching;

import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.store.requests.Resources;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Follows a collection on a virtual thread of its own until it is closed. */
public final class ResourceWatch implements AutoCloseable {
  private final KubernetesApi api;
  private final Following following;
  private final CountDownLatch synced = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Cancellation stream = new Cancellation();

  private ResourceWatch(Resources resources, Followed followed) {
    this.api = resources.api();
    this.following = new Following(resources, followed);
  }

  public static ResourceWatch start(Resources resources, Followed followed) {
    ResourceWatch watch = new ResourceWatch(resources, followed);
    Thread.ofVirtual().name("watch " + followed.selection().kind().plural()).start(watch::run);
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
      } catch (IOException | RuntimeException | StackOverflowError e) {
        if (!isClosed()) {
          following.broke(e);
        }
      }
      if (!pause()) {
        return;
      }
    }
  }

  /** One request and all that follows from it. */
  private void round() throws IOException {
    Optional<ApiRequest> next = following.next();
    if (next.isPresent()) {
      following.ended(follow(next.get()));
    } else {
      following.list();
      tellSynced();
    }
  }

  private int follow(ApiRequest request) throws IOException {
    Cancellation cancellation = new Cancellation();
    stream = cancellation;
    return isClosed() ? 200 : api.follow(request, line -> line(line, cancellation), cancellation);
  }

  private void line(String line, Cancellation cancellation) {
    if (isClosed()) {
      return;
    }
    if (!following.line(line)) {
      cancellation.cancel();
    }
    tellSynced();
  }

  private void tellSynced() {
    if (following.synced()) {
      synced.countDown();
    }
  }

  /** False where the watch was closed meanwhile. */
  private boolean pause() {
    try {
      return !closed.await(following.pause().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
