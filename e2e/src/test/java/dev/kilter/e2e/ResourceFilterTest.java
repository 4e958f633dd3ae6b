package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.sandbox.kube.PatchType;
import dev.kilter.sandbox.testing.SharedSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kinds are left out and taken in again while the controller runs. */
class ResourceFilterTest extends OneController {
  private static final String CONFIG_MAPS =
      "[{apiGroups: [''], kinds: [ConfigMap], clusters: ['*']}]";
  private static final String DEPLOYMENTS = "[{apiGroups: [apps], kinds: [Deployment]}]";
  private static final Pattern WATCHED =
      Pattern.compile("(?m)^argocd_cluster_api_resources\\{.*} (\\S+)$");
  private String name = "";
  private int watched;

  @BeforeEach
  void deploy() {
    name = shop.name();
    git.write(name + "/a.yaml", Manifests.configMap(name, "right"))
        .write(name + "/b.yaml", Manifests.deployment(name, "1"));
    deployed(name);
    watched = watchedKinds();
  }

  private static int watchedKinds() {
    String metrics = kilter.read(kilter.controller(), "/metrics").body();
    Matcher kinds = WATCHED.matcher(metrics);
    assertThat(kinds.find()).isTrue();
    return (int) Double.parseDouble(kinds.group(1));
  }

  @AfterEach
  void forget() {
    filter("resource.exclusions", "");
    filter("resource.inclusions", "");
  }

  private static void filter(String setting, String rules) {
    patch(
        kilter.home().path("/api/v1/configmaps/argocd-cm"),
        "{\"data\":{\"%s\":%s}}"
            .formatted(setting, rules.isEmpty() ? "null" : "\"" + rules + "\""));
  }

  private static void patch(String path, String json) {
    try {
      kilter.client().patch(path, PatchType.MERGE, SharedSandbox.json(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void excludesAKindAndTakesItInAgain() {
    filter("resource.exclusions", CONFIG_MAPS);
    leftOut();
    filter("resource.exclusions", "");
    takenIn();
  }

  @Test
  void watchesOnlyWhatIsIncludedAndThenAllAgain() {
    filter("resource.inclusions", DEPLOYMENTS);
    leftOut();
    filter("resource.inclusions", "");
    takenIn();
  }

  /** It is neither healed nor pruned: it belongs to somebody else now. */
  private void leftOut() {
    kilter.await(() -> assertThat(watchedKinds()).isLessThan(watched));
    kilter.awaitCondition(name, "ExcludedResourceWarning", "ConfigMap " + name);
    kilter.awaitApplication(
        name,
        application -> {
          assertThat(kinds(application)).containsExactly("Deployment");
          assertThat(application.at("/status/sync/status").asText()).isEqualTo("Synced");
        });
    patch(configMap(name), "{\"data\":{\"key\":\"wrong\"}}");
    git.write(name + "/b.yaml", Manifests.deployment(name, "2"));
    String pushed = kilter.publish(git, "Go on");
    kilter.awaitApplication(
        name,
        application -> {
          assertThat(application.at("/status/operationState/syncResult/revision").asText())
              .isEqualTo(pushed);
          assertThat(application.at("/status/operationState/phase").asText())
              .isEqualTo("Succeeded");
        });
    assertThat(value()).isEqualTo("wrong");
  }

  private void takenIn() {
    kilter.await(() -> assertThat(watchedKinds()).isEqualTo(watched));
    kilter.await(() -> assertThat(value()).isEqualTo("right"));
    kilter.awaitWell(name);
    kilter.awaitApplication(
        name,
        application -> {
          assertThat(kinds(application)).containsExactlyInAnyOrder("ConfigMap", "Deployment");
          assertThat(application.at("/status/conditions").size()).isZero();
        });
    patch(configMap(name), "{\"data\":{\"key\":\"wrong\"}}");
    kilter.await(() -> assertThat(value()).isEqualTo("right"));
  }

  private String value() {
    return kilter.get(configMap(name)).at("/data/key").asText();
  }

  private static List<String> kinds(JsonNode application) {
    return application.at("/status/resources").findValuesAsText("kind");
  }
}
