package dev.kilter.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.cluster.connection.Kubeconfig;
import dev.kilter.cluster.connection.Surroundings;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.kubernetes.RequestObserver;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The transport against a real API server. */
class SocketApiTest {
  private static final int WATCHES = 250;
  private static final int APPLIES = 32;
  private static TestNamespace namespace;
  private static SocketApi api;

  @BeforeAll
  static void connect() {
    namespace = SharedSandbox.get().namespace();
    Kubeconfig config =
        Kubeconfig.read(SharedSandbox.get().kubeconfig(), Surroundings.at(InstantSource.system()));
    api = new SocketApi(config.endpoint(""), RequestObserver.NONE);
  }

  @AfterAll
  static void close() {
    api.close();
    namespace.close();
  }

  private static String maps() {
    return "/api/v1/namespaces/" + namespace.name() + "/configmaps";
  }

  private static ApiResponse apply(KubernetesApi by, String name, int value) throws IOException {
    String body =
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\"},\"data\":{\"k\":\"%d\"}}"
            .formatted(name, value);
    return by.send(
        ApiRequest.of(
            "PATCH",
            maps() + "/" + name + "?fieldManager=test&force=true",
            "application/apply-patch+yaml",
            body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void carries250WatchesAnd32AppliesAtOnce() throws Exception {
    CountDownLatch listed = new CountDownLatch(WATCHES);
    AtomicInteger last = new AtomicInteger();
    List<Cancellation> cancellations = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> watches = new ArrayList<>();
      for (int i = 0; i < WATCHES; i++) {
        Cancellation cancellation = new Cancellation();
        cancellations.add(cancellation);
        watches.add(threads.submit(() -> watch(cancellation, listed, last)));
      }
      try {
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(listed.getCount()).isZero());
        applyMany(threads);
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(last).hasValue(WATCHES));
      } finally {
        cancellations.forEach(Cancellation::cancel);
      }
      for (Future<Integer> watch : watches) {
        assertThat(watch.get()).isEqualTo(200);
      }
    }
  }

  /** A server under load may end a watch; whoever watches opens it again, as the cache does. */
  private static int watch(Cancellation cancellation, CountDownLatch listed, AtomicInteger last)
      throws IOException {
    AtomicBoolean wasListed = new AtomicBoolean();
    AtomicBoolean sawLast = new AtomicBoolean();
    int status = 200;
    while (!cancellation.cancelled() && status == 200) {
      status =
          api.follow(
              ApiRequest.get(
                  maps()
                      + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                      + "&allowWatchBookmarks=true"),
              line -> {
                if (line.contains("initial-events-end") && !wasListed.getAndSet(true)) {
                  listed.countDown();
                } else if (line.contains("\"last\"") && !sawLast.getAndSet(true)) {
                  last.incrementAndGet();
                }
              },
              cancellation);
    }
    return status;
  }

  private static void applyMany(ExecutorService threads) throws Exception {
    List<Future<ApiResponse>> applies = new ArrayList<>();
    for (int i = 0; i < APPLIES * 4; i++) {
      int number = i;
      applies.add(threads.submit(() -> apply(api, "many-" + number % APPLIES, number)));
    }
    for (Future<ApiResponse> each : applies) {
      assertThat(each.get().ok()).isTrue();
    }
    apply(api, "last", 1);
  }

  @Test
  void endsAWatchThatIsSilentForTooLong() {
    assertThatThrownBy(() ->
            api.follow(
                ApiRequest.get(maps() + "?watch=1&fieldSelector=metadata.name=none")
                    .withPatience(Duration.ofSeconds(1)),
                _ -> {},
                new Cancellation()))
        .isInstanceOf(SilenceException.class);
  }

  @Test
  void readsWritesAndFollows() throws Exception {
    assertThat(apply(api, "light", 1).status()).isEqualTo(201);
    assertThat(apply(api, "light", 2).status()).isEqualTo(200);
    ApiResponse read = api.send(ApiRequest.get(maps() + "/light"));
    assertThat(new String(read.content(), StandardCharsets.UTF_8)).contains("\"k\":\"2\"");
    assertThat(api.send(ApiRequest.get("/openapi/v3")).content().length).isGreaterThan(1_000);
    List<String> lines = new ArrayList<>();
    Cancellation cancellation = new Cancellation();
    int status =
        api.follow(
            ApiRequest.get(
                maps()
                    + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                    + "&allowWatchBookmarks=true"),
            line -> {
              lines.add(line);
              cancellation.cancel();
            },
            cancellation);
    assertThat(status).isEqualTo(200);
    assertThat(lines).isNotEmpty();
    assertThat(
            api.send(
                    ApiRequest.of(
                        "DELETE", maps() + "/light", "application/json", new byte[] {'{', '}'}))
                .ok())
        .isTrue();
  }

  @Test
  void anErrorStatusIsAnAnswer() throws Exception {
    assertThat(api.send(ApiRequest.get(maps() + "/missing")).status()).isEqualTo(404);
    assertThat(api.follow(ApiRequest.get("/api/v1/nothing?watch=1"), _ -> {}, new Cancellation()))
        .isEqualTo(404);
  }
}
