package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.testkit.pgp.Gpg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that trusts one GnuPG key and one SSH key: nothing else of Git reaches the cluster. */
class SignedCommitsTest extends OneController {
  @TempDir private Path keys;

  @Test
  void deploysWhatIsSignedAndTouchesNothingForWhatIsNot() throws IOException {
    try (Gpg gpg = new Gpg(keys.resolve("gpg"))) {
      String ana = gpg.key("ana", "never");
      Path ssh = keys.resolve("ssh");
      Gpg.run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", ssh.toString()));
      trust(ana, gpg.export(ana), Files.readString(Path.of(ssh + ".pub")));
      git.git("config gpg.program " + gpg.program());
      git.git("config user.signingkey " + ana);

      String unsigned = git.write("a/a.yaml", Manifests.configMap("a", "1")).commit("Open");
      kilter.create(
          "signed",
          Kilter.spec(git.url(), "a", shop.name(), "\"automated\":{\"prune\":true}")
              .replace("\"project\":\"default\"", "\"project\":\"signed\""));
      kilter.awaitCondition("signed", "ComparisonError", unsigned, "unsigned");
      assertThat(kilter.out("app", "explain", "signed"))
          .contains("is not signed as the project", "ana@shop.example", "git commit --amend");
      assertThat(kilter.exists(configMap("a"))).isFalse();

      git.git("config commit.gpgsign true");
      git.write("a/b.yaml", Manifests.configMap("b", "1"));
      kilter.publish(git, "Sign it");
      kilter.awaitWell("signed");
      assertThat(kilter.exists(configMap("b"))).isTrue();

      git.git("config commit.gpgsign false");
      git.remove("a/b.yaml");
      String removed = kilter.publish(git, "Remove it unsigned");
      kilter.awaitCondition("signed", "ComparisonError", removed, "unsigned");
      assertThat(kilter.exists(configMap("b"))).isTrue();

      git.git("config commit.gpgsign true");
      git.git("config gpg.format ssh");
      git.git("config user.signingkey " + ssh);
      git.write("a/a.yaml", Manifests.configMap("a", "2"));
      kilter.publish(git, "Sign it by SSH");
      kilter.await(() -> assertThat(kilter.exists(configMap("b"))).isFalse());
      kilter.awaitWell("signed");
    }
  }

  private static void trust(String keyId, String pgpKey, String sshKey) {
    kilter
        .home()
        .create(
            "/api/v1/configmaps",
            SharedSandbox.json(
                Json.text(
                    Map.of(
                        "metadata",
                        Map.of("name", "argocd-gpg-keys-cm"),
                        "data",
                        Map.of(keyId, pgpKey)))));
    Map<String, Object> policy =
        Map.of(
            "repos",
            List.of(Map.of("url", "*")),
            "gpg",
            Map.of("mode", "head", "keys", List.of(keyId)));
    kilter
        .home()
        .create(
            "/apis/argoproj.io/v1alpha1/appprojects",
            SharedSandbox.json(
                Json.text(
                    Map.of(
                        "apiVersion",
                        "argoproj.io/v1alpha1",
                        "kind",
                        "AppProject",
                        "metadata",
                        Map.of(
                            "name",
                            "signed",
                            "annotations",
                            Map.of("kilter.dev/ssh-allowed-signers", "ana " + sshKey)),
                        "spec",
                        Map.of(
                            "sourceRepos",
                            List.of("*"),
                            "destinations",
                            List.of(Map.of("server", "*", "namespace", "*")),
                            "sourceIntegrity",
                            Map.of("git", Map.of("policies", List.of(policy))))))));
  }
}
