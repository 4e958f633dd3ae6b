package dev.kilter.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.api.ApiException;
import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.source.Commit;
import dev.kilter.model.view.ObjectViews;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The logs of pods, as Argo CD's clients read them. */
class LogsTest {
  private final Fixture fixture = new Fixture();
  private final Map<String, List<String>> logs = new TreeMap<>();
  private final AtomicInteger handedOver = new AtomicInteger();
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private Result<Void> outcome = Result.done();
  private boolean endless;

  @BeforeEach
  void start() {
    fixture.applications.put(Fixture.yaml(KilterApiTest.APPLICATION));
    fixture.objects = new Pods();
  }

  private final class Pods implements ObjectViews {
    @Override
    public Result<Manifest> get(ApplicationId id, ResourceKey key) {
      return ObjectViews.absent();
    }

    @Override
    public Result<List<Manifest>> events(ApplicationId id, ResourceKey key) {
      return ObjectViews.absent();
    }

    @Override
    public Result<List<ResourceKey>> pods(ApplicationId id, ResourceKey key) {
      return Result.success(
          logs.keySet().stream().map(name -> new ResourceKey("", "Pod", "shop", name)).toList());
    }

    @Override
    public Result<Void> log(
        ApplicationId id, LogQuery query, Consumer<String> lines, Cancellation cancellation) {
      cancellation.onCancel(cancelled::countDown);
      for (int i = 0; endless && !cancellation.cancelled() && i < 1_000_000; i++) {
        lines.accept("2026-11-28T10:00:00Z line " + i);
        handedOver.incrementAndGet();
      }
      logs.getOrDefault(query.pod(), List.of()).forEach(lines);
      return outcome;
    }

    @Override
    public Result<Void> delete(ApplicationId id, ResourceKey key, boolean orphan, String who) {
      return ObjectViews.absent();
    }

    @Override
    public Result<Commit> commit(ApplicationId id, int source, String revision) {
      return ObjectViews.absent();
    }
  }

  private List<String> follow(Call call) throws Exception {
    List<String> told = new ArrayList<>();
    fixture
        .api()
        .follow(
            call,
            new Caller("ana", Access.OWNER),
            (_, _, data) -> {
              Document entry = new Document(data).document("result");
              if (!data.isEmpty()) {
                told.add(
                    entry.flag("last")
                        ? "last"
                        : entry.text("podName") + ": " + entry.text("content"));
              }
            });
    return told;
  }

  private static Call logs() {
    return Call.get("/api/v1/applications/shop/logs");
  }

  @Test
  void severalPodsAreOneStory() throws Exception {
    logs.put("api-1", List.of("2026-11-28T10:00:01Z one", "2026-11-28T10:00:03Z three"));
    logs.put("api-2", List.of("2026-11-28T10:00:02Z two", "2026-11-28T10:00:04Z four"));
    assertThat(follow(logs()))
        .containsExactlyInAnyOrder(
            "api-1: one", "api-2: two", "api-1: three", "api-2: four", "last")
        .endsWith("last");
  }

  @Test
  void linesAreFilteredByTextCaseAndTime() throws Exception {
    logs.put(
        "api-1",
        List.of(
            "2026-11-28T10:00:01Z GET / 200",
            "2026-11-28T10:00:02Z get /x 500",
            "2026-11-28T10:00:03Z POST / 200"));
    assertThat(follow(logs().with("filter", "get")))
        .containsExactly("api-1: GET / 200", "api-1: get /x 500", "last");
    assertThat(follow(logs().with("filter", "get").with("matchCase", true)))
        .containsExactly("api-1: get /x 500", "last");
    assertThat(follow(logs().with("filter", "!get"))).containsExactly("api-1: POST / 200", "last");
    assertThat(follow(logs().with("untilTime", "2026-11-28T10:00:02Z")))
        .containsExactly("api-1: GET / 200", "api-1: get /x 500", "last");
  }

  @Test
  void whatCannotBeReadIsRefusedBeforeAnythingIsTold() {
    logs.put("api-1", List.of());
    outcome = Result.failed(new Failure.NotFound("container is waiting to start"));
    assertThatThrownBy(() -> follow(logs()))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("container is waiting to start");
  }

  @Test
  void tooManyPodsAreNoStory() {
    IntStream.range(0, 51).forEach(i -> logs.put("api-" + i, List.of()));
    assertThatThrownBy(() -> follow(logs())).hasMessageContaining("max pods to view logs");
  }

  /** A follower that takes nothing makes the pods wait; one that goes ends them. */
  @Test
  void aSlowFollowerCostsNoMemory() throws Exception {
    logs.put("api-1", List.of());
    endless = true;
    AtomicInteger taken = new AtomicInteger();
    assertThatThrownBy(() ->
            fixture
                .api()
                .follow(
                    logs().with("follow", true),
                    new Caller("ana", Access.OWNER),
                    (_, _, _) -> {
                      if (taken.incrementAndGet() == 10) {
                        throw new IOException("gone");
                      }
                    }))
        .isInstanceOf(IOException.class);
    cancelled.await();
    assertThat(handedOver.get()).isLessThan(10_000);
  }
}
