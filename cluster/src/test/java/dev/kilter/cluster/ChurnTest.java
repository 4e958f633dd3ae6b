package dev.kilter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.cluster.transport.CuttableProxy;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.sandbox.Sandbox;
import dev.kilter.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Whatever happens on the way, the cache ends equal to a fresh list. */
class ChurnTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final int NAMES = 40;

  private final Random random = new Random(20_261_122);

  @Test
  void endsEqualToAFreshListAfterCutsKillsAndCompaction() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.temporary());
        CuttableProxy proxy =
            new CuttableProxy(sandbox.server().getHost(), sandbox.server().getPort());
        ClusterFixture fixture = new ClusterFixture(sandbox.kubeconfig())) {
      String server = "https://127.0.0.1:" + proxy.port();
      fixture.clusters.update(List.of(through(server, sandbox)));
      fixture.awaitSynced(server);
      churn(fixture, 60);
      proxy.cut();
      churn(fixture, 40);
      equal(fixture, server);
      sandbox.killApiServer();
      proxy.cut();
      sandbox.startApiServer();
      churn(fixture, 40);
      equal(fixture, server);
      proxy.stall(true);
      churn(fixture, 40);
      sandbox.compactEtcd();
      churn(fixture, 20);
      proxy.stall(false);
      equal(fixture, server);
      proxy.cut();
      equal(fixture, server);
    }
  }

  private static ClusterConnection through(String server, Sandbox sandbox) {
    String authority =
        Base64.getEncoder()
            .encodeToString(sandbox.access().authorityPem().getBytes(StandardCharsets.UTF_8));
    URI real = sandbox.server();
    return new ClusterConnection(
        server,
        "churned",
        List.of(),
        false,
        "",
        Map.of(),
        Map.of(
            "bearerToken",
            sandbox.access().token(),
            "tlsClientConfig",
            Map.of("caData", authority, "serverName", real.getHost())));
  }

  /** Some objects belong to applications, some to nobody, and some change sides. */
  private void churn(ClusterFixture fixture, int changes) throws IOException {
    for (int i = 0; i < changes; i++) {
      String name = "cm-" + random.nextInt(NAMES);
      String mark =
          random.nextBoolean()
              ? "\"%s\":\"app-%d:/ConfigMap:default/%s\""
                  .formatted(TrackingId.ANNOTATION, random.nextInt(2), name)
              : "";
      String body =
          "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\",\"annotations\":{%s}},\"data\":{\"k\":\"%d\"}}"
              .formatted(name, mark, random.nextInt());
      String path = MAPS + "/" + name;
      if (random.nextInt(4) == 0) {
        retried(fixture, "DELETE", path, "{}");
      } else if (random.nextInt(5) == 0) {
        retried(fixture, "DELETE", path, "{}");
        retried(fixture, "POST", MAPS, body);
      } else if (retried(fixture, "PUT", path, body) == 404) {
        retried(fixture, "POST", MAPS, body);
      }
    }
  }

  private static int retried(ClusterFixture fixture, String method, String path, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    int[] status = {0};
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> {
          ApiResponse response =
              fixture.raw.call(ApiRequest.of(method, path, "application/json", content));
          status[0] = response.status();
          return status[0] < 500 && status[0] != 403 && status[0] != 429;
        });
    return status[0];
  }

  private static void equal(ClusterFixture fixture, String server) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(cached(fixture, server)).isEqualTo(listed(fixture)));
  }

  private static Map<String, String> listed(ClusterFixture fixture) {
    Map<String, String> objects = new TreeMap<>();
    for (Manifest object : fixture.raw.get(MAPS).items("items")) {
      objects.put(object.name(), object.resourceVersion());
    }
    return objects;
  }

  private static Map<String, String> cached(ClusterFixture fixture, String server) {
    Map<String, String> objects = new TreeMap<>();
    for (String application : List.of("app-0", "app-1")) {
      Result<LiveState> live = fixture.clusters.live(server, application, List.of());
      assertThat(live).isInstanceOf(Result.Success.class);
      ((Result.Success<LiveState>) live)
          .value()
          .resources()
          .values()
          .forEach(object -> objects.put(object.key().name(), object.resourceVersion()));
    }
    for (LiveResource object : fixture.clusters.orphans(server, "default")) {
      if (object.key().kind().equals("ConfigMap")) {
        objects.put(object.key().name(), object.resourceVersion());
      }
    }
    return objects;
  }
}
