package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.e2e.KillingProxy.Ambush;
import dev.kilter.e2e.KillingProxy.Moment;
import dev.kilter.e2e.KillingProxy.Request;
import dev.kilter.sandbox.testing.SharedSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One story again and again, each time with an application of its own, under a controller that is
 * killed each time somewhere else. The applications of before stay: nothing may happen to them.
 */
final class Lane implements AutoCloseable {
  private static final Duration LAST_CHANCE = Duration.ofSeconds(5);

  private final Story story;
  private final KillingProxy proxy;
  private final GitRepository git;
  private final Kilter kilter;
  private final List<Stage> stages = new ArrayList<>();
  private String undisturbed = "";

  Lane(Story story, Path folder) {
    this.story = story;
    proxy = new KillingProxy(SharedSandbox.get().access());
    try {
      git = new GitRepository(Files.createDirectories(folder.resolve("git")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    git.write("README.md", "A folder for each application.").commit("Open");
    kilter = Kilter.through(proxy.kubeconfig(folder.resolve("kubeconfig")), folder);
  }

  /** Plays the story undisturbed; the points at which a controller could have died. */
  List<KillPoint> record() {
    Stage stage = stage();
    story.prepare(stage);
    int from = proxy.requests().size();
    story.play(stage);
    undisturbed = settled(stage);
    List<Request> requests = proxy.requests();
    return KillPoint.all(stage, requests.subList(from, requests.size()));
  }

  @Override
  public String toString() {
    return story.name().toLowerCase(Locale.ROOT);
  }

  /** Plays it with a death; tells whether the point was come to. The ending must be the same. */
  boolean dieAt(KillPoint point) {

    Stage stage = stage();
    story.prepare(stage);
    Death death = new Death(stage, point);
    proxy.lay(death);
    story.play(stage);
    boolean died = death.awaited();
    proxy.lay((_, _) -> false);
    assertEnding(stage);
    return died;
  }

  /** Nothing comes later, and nobody touches what is another's. */
  void assertEndings() {
    stages.forEach(stage ->
        assertThat(Ending.of(stage, proxy.requests()))
            .describedAs(stage.name())
            .isEqualTo(undisturbed));
  }

  private Stage stage() {
    String name = this + "-%02d".formatted(stages.size());
    Stage stage = new Stage(kilter, git, name);
    stages.add(stage);
    return stage;
  }

  private void assertEnding(Stage stage) {
    kilter.await(() ->
        assertThat(Ending.of(stage, proxy.requests()))
            .describedAs(stage.name())
            .isEqualTo(undisturbed));
  }

  /** The ending when it has stayed the same for a while. */
  private String settled(Stage stage) {
    String[] last = {""};
    Awaitility.await()
        .atMost(Kilter.SOON)
        .pollInterval(Duration.ofSeconds(1))
        .during(Duration.ofSeconds(2))
        .until(() -> {
          String before = last[0];
          last[0] = Ending.of(stage, proxy.requests());
          return last[0].equals(before);
        });
    return last[0];
  }

  /** Kills the controller at a point, once, and starts another. */
  private final class Death implements Ambush {
    private final Stage stage;
    private final KillPoint point;
    private final Map<Moment, Integer> passed = new HashMap<>();
    private final CountDownLatch restarted = new CountDownLatch(1);
    private boolean struck;

    Death(Stage stage, KillPoint point) {
      this.stage = stage;
      this.point = point;
    }

    @Override
    public synchronized boolean strikes(Request request, Moment moment) {
      if (struck
          || moment != point.moment()
          || !KillPoint.counts(stage, request)
          || !KillPoint.kind(stage, request).equals(point.request())
          || passed.merge(moment, 1, Integer::sum) < point.nth()) {
        return false;
      }
      struck = true;
      kilter.kill();
      Thread.startVirtualThread(() -> {
        kilter.restart();
        restarted.countDown();
      });
      return true;
    }

    boolean awaited() {
      try {
        Awaitility.await().atMost(LAST_CHANCE).until(this::struck);
      } catch (org.awaitility.core.ConditionTimeoutException _) {
        return false;
      }
      try {
        assertThat(restarted.await(90, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return true;
    }

    private synchronized boolean struck() {
      return struck;
    }
  }

  @Override
  public void close() {
    kilter.close();
    proxy.close();
    stages.stream()
        .map(stage -> "/api/v1/namespaces/" + stage.namespace())
        .filter(kilter::exists)
        .forEach(this::delete);
  }

  private void delete(String path) {
    try {
      kilter.client().delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
