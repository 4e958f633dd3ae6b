package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.e2e.Program.Outcome;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server and the controller in two processes, of which one dies. */
class ApartTest {
  private static final String[] ASKS = {"--views-listen", "127.0.0.1:0"};

  @TempDir Path folder;
  @TempDir Path checkout;

  @Test
  void theServerAsksTheControllerAndSaysWhereThereIsNone() {
    GitRepository git = new GitRepository(checkout);
    try (Kilter kilter = Kilter.start(folder, ASKS);
        TestNamespace shop = SharedSandbox.get().namespace();
        Running server = kilter.server()) {
      git.write("web/a.yaml", Manifests.configMap("web", "1"))
          .write("web/b.yaml", Manifests.deployment("web", "1.0.0"))
          .commit("Open");
      kilter.automated("web", git, "web", shop.name());
      kilter.awaitWell("web");
      Client client = client(kilter, server);

      assertThat(client.out("app", "list", "-o", "name")).contains("/web");
      kilter.await(() -> assertSees(client));
      assertThat(client.out("app", "sync", "web")).contains("web");
      assertThat(client.out("cluster", "list")).contains("in-cluster", "Successful");

      kilter.kill();
      assertThat(client.out("app", "list", "-o", "name")).contains("/web");
      for (String view : new String[] {"diff", "explain", "logs", "manifests"}) {
        Outcome refused = client.run("app", view, "web", "--exit-codes", "detailed");
        assertThat(refused.code()).describedAs(view).isNotZero();
        assertThat(refused.err()).contains("No controller answers", "no connection to it");
      }
      assertThat(client.run("cluster", "list").err()).contains("No controller answers");

      kilter.restart(ASKS);
      kilter.await(() -> assertSees(client));
      client.out("app", "sync", "web");
    }
  }

  /** What is in no custom resource. */
  private static void assertSees(Client client) {
    assertThat(client.run("app", "get", "web", "-o", "tree").out())
        .contains("Deployment", "ReplicaSet", "Pod");
    assertThat(client.run("app", "logs", "web", "--tail", "1").out()).contains("web-");
    assertThat(client.run("app", "explain", "web").code()).isZero();
    assertThat(client.run("app", "diff", "web").code()).isZero();
    assertThat(client.run("app", "manifests", "web").out()).contains("kind: ConfigMap");
  }

  private Client client(Kilter kilter, Running server) {
    String password =
        new String(
            Base64.getDecoder()
                .decode(
                    kilter
                        .get(kilter.home().path("/api/v1/secrets/argocd-initial-admin-secret"))
                        .at("/data/password")
                        .asText()),
            StandardCharsets.UTF_8);
    Client client = new Client(Map.of("ARGOCD_CONFIG_DIR", folder.resolve("client").toString()));
    client.out("login", kilter.root(server), "--username", "admin", "--password", password);
    return client;
  }

  /** Somebody who is logged in. */
  private record Client(Map<String, String> environment) {
    Outcome run(String... words) {
      return Program.kilter(environment, words);
    }

    String out(String... words) {
      return run(words).expect(0).out();
    }
  }
}
