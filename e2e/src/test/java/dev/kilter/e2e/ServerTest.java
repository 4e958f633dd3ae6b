package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kilter.e2e.Program.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against the packaged server: who logs in, and what they may do. */
class ServerTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int FORBIDDEN = 22;

  @Test
  void peopleLogInAndDoWhatTheyMay(@TempDir Path data) {
    try (OpenDemo demo = OpenDemo.start(data)) {
      Map<String, String> admin = Map.of("ARGOCD_CONFIG_DIR", data.resolve("admin").toString());
      Map<String, String> bob = Map.of("ARGOCD_CONFIG_DIR", data.resolve("bob").toString());

      logIn(demo, admin, "admin", demo.password()).expect(0);
      assertThat(Program.kilter(admin, "app", "list", "-o", "name").expect(0).out())
          .contains("web", "api", "worker");
      assertThat(Program.kilter(admin, "app", "logs", "web", "--tail", "1").expect(0).out())
          .contains("web-");
      assertThat(Program.kilter(admin, "cluster", "list").expect(0).out())
          .contains("in-cluster", "Successful");
      Program.kilter(admin, "app", "sync", "web").expect(0);

      makeBob(demo, admin);
      logIn(demo, bob, "bob", "bobs-password").expect(0);
      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(Program.kilter(bob, "app", "list", "-o", "name").expect(0).out())
                  .isEqualTo("argocd/web\n"));
      Outcome refused = Program.kilter(bob, "app", "sync", "web", "--exit-codes", "detailed");
      assertThat(refused.expect(FORBIDDEN).err()).contains("You (bob) may not sync");
      assertThat(
              Program.kilter(bob, "account", "can-i", "get", "applications", "default/web").out())
          .isEqualTo("yes\n");

      Program.kilter(bob, "logout").expect(0);
      assertThat(Program.kilter(bob, "app", "list").expect(20).err()).contains("not logged in");
    }
  }

  private static Outcome logIn(
      OpenDemo demo, Map<String, String> environment, String name, String password) {
    return Program.kilter(
        environment, "login", demo.address(), "--username", name, "--password", password);
  }

  private static void makeBob(OpenDemo demo, Map<String, String> admin) {
    demo.kubectl("-n argocd patch cm argocd-cm -p '{\"data\":{\"accounts.bob\":\"login\"}}'");
    demo.kubectl(
        "-n argocd create cm argocd-rbac-cm"
            + " --from-literal=policy.csv='p, bob, applications, get, default/web, allow'");
    await()
        .atMost(LONG)
        .until(() -> Program.kilter(admin, "account", "list").out().contains("bob"));
    Program.kilter(
            admin,
            "account",
            "update-password",
            "--account",
            "bob",
            "--current-password",
            demo.password(),
            "--new-password",
            "bobs-password")
        .expect(0);
  }
}
