package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.model.application.Annotations;
import dev.kilter.sandbox.kube.PatchType;
import dev.kilter.sandbox.testing.SharedSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects are written as their annotations, their application and the settings ask for. */
class SyncOptionsTest extends OneController {
  private static final String OPTIONS = "argocd.argoproj.io/sync-options";

  private static String two(String name, String first, String second) {
    return Manifests.configMap(name, first) + "  second: \"" + second + "\"\n";
  }

  private void create(String name, String options) {
    String policy =
        "\"automated\":{\"prune\":true,\"selfHeal\":true},\"syncOptions\":[" + options + "]";
    kilter.create(name, Kilter.spec(git.url(), name, shop.name(), policy));
    kilter.awaitWell(name);
  }

  private JsonNode get(String name) {
    return kilter.get(configMap(name));
  }

  private static void patch(String path, String json) {
    try {
      kilter.client().patch(path, PatchType.MERGE, SharedSandbox.json(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void post(String path, String json) {
    try {
      kilter.client().create(path, SharedSandbox.json(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean remembers(JsonNode object) {
    return object.at("/metadata/annotations").has(Annotations.LAST_APPLIED);
  }

  private static void applyBy(String way) {
    patch(
        kilter.home().path("/api/v1/configmaps/argocd-cm"),
        "{\"data\":{\"kilter.apply.default\":" + way + "}}");
  }

  @Test
  void replacesWhatItIsAskedToReplace() {
    git.write("replace/a.yaml", Manifests.configMap("replace", OPTIONS, "Replace=true"));
    deployed("replace");
    patch(configMap("replace"), "{\"data\":{\"foreign\":\"1\"}}");
    git.write(
        "replace/a.yaml",
        Manifests.configMap("replace", OPTIONS, "Replace=true").replace("value", "other"));
    kilter.publish(git, "Change it");
    kilter.await(() -> assertThat(get("replace").at("/data/key").asText()).isEqualTo("other"));
    assertThat(get("replace").at("/data").has("foreign")).isFalse();
    kilter.awaitWell("replace");
  }

  @Test
  void makesAnewWhatCannotBeChangedWhereItIsForced() {
    String forced =
        Manifests.deployment("forced", "1")
            .replaceFirst(
                "metadata:\n", "metadata:\n  annotations:\n    " + OPTIONS + ": Force=true\n");
    git.write("forced/a.yaml", forced);
    deployed("forced");
    String path = shop.path("/apis/apps/v1/deployments/forced");
    String before = kilter.get(path).at("/metadata/uid").asText();
    git.write("forced/a.yaml", forced.replace("app: forced", "app: other"));
    String pushed = kilter.publish(git, "Change the selector");
    awaitSynced("forced", pushed);
    JsonNode after = kilter.get(path);
    assertThat(after.at("/metadata/uid").asText()).isNotEqualTo(before);
    assertThat(after.at("/spec/selector/matchLabels/app").asText()).isEqualTo("other");
  }

  /** There and back: a field that leaves Git leaves the cluster under either way, and across. */
  @Test
  void appliesClientSideWhereTheApplicationAsksForIt() {
    git.write("merge/a.yaml", two("merge", "1", "1")).commit("Open");
    create("merge", "\"ServerSideApply=false\"");
    assertThat(remembers(get("merge"))).isTrue();
    git.write("merge/a.yaml", Manifests.configMap("merge", "2"));
    kilter.publish(git, "Drop the second");
    awaitData("merge", "{\"key\":\"2\"}");
    kilter.awaitWell("merge");

    git.write("merge/a.yaml", two("merge", "3", "3"));
    kilter.publish(git, "Bring it back");
    awaitData("merge", "{\"key\":\"3\",\"second\":\"3\"}");
    kilter.awaitWell("merge");
    patch(
        kilter.home().path("/apis/argoproj.io/v1alpha1/applications/merge"),
        "{\"spec\":{\"syncPolicy\":{\"syncOptions\":null}}}");
    git.write("merge/a.yaml", Manifests.configMap("merge", "4"));
    kilter.publish(git, "Drop it again");
    awaitData("merge", "{\"key\":\"4\"}");
    kilter.awaitWell("merge");
  }

  /** By default kubectl's entry becomes ours; here it stays what it is, and its fields with it. */
  @Test
  void leavesEarlierAppliesToTheirManagersWhereItIsAskedTo() {
    assertThat(migrated("moved", "")).isTrue();
    assertThat(migrated("kept", "\"ClientSideApplyMigration=false\"")).isFalse();
    assertThat(get("kept").at("/data/theirs").asText()).isEqualTo("1");
  }

  /** Whether nothing is left of kubectl's entry after a sync of an object that kubectl made. */
  private boolean migrated(String name, String options) {
    post(
        shop.path("/api/v1/configmaps") + "?fieldManager=kubectl-client-side-apply",
        "{\"metadata\":{\"name\":\"" + name + "\"},\"data\":{\"key\":\"1\",\"theirs\":\"1\"}}");
    git.write(name + "/a.yaml", Manifests.configMap(name, "2")).commit("Open");
    create(name, options);
    assertThat(get(name).at("/data/key").asText()).isEqualTo("2");
    List<String> managers = new ArrayList<>();
    get(name)
        .at("/metadata/managedFields")
        .forEach(entry ->
            managers.add(entry.path("manager").asText() + " " + entry.path("operation").asText()));
    assertThat(managers).contains("argocd-controller Apply");
    return !managers.contains("kubectl-client-side-apply Update");
  }

  /** BeforeHookCreation has deleted the last one by then: it is created, not replaced. */
  @Test
  void createsAHookThatIsToBeReplacedAndIsGone() {
    git.write("again/a.yaml", hook("again", "name: again", "Replace=true"));
    git.commit("Open");
    kilter.manual("again", git, "again", shop.name());
    kilter.out("app", "sync", "again");
    String job = shop.path("/apis/batch/v1/jobs/again");
    String first = kilter.get(job).at("/metadata/uid").asText();
    kilter.out("app", "sync", "again");
    assertThat(kilter.get(job).at("/metadata/uid").asText()).isNotEqualTo(first);
  }

  @Test
  void makesANewHookInEachSyncWhereGitGivesItNoName() {
    git.write("named/a.yaml", hook("named", "generateName: load-", ""));
    String revision = git.commit("Open");
    kilter.manual("named", git, "named", shop.name());
    kilter.out("app", "sync", "named");
    kilter.out("app", "sync", "named");
    List<String> names = new ArrayList<>();
    kilter
        .get(shop.path("/apis/batch/v1/jobs"))
        .path("items")
        .forEach(job -> names.add(job.at("/metadata/name").asText()));
    assertThat(names)
        .hasSize(2)
        .allMatch(name -> name.matches("load-" + revision.substring(0, 7) + "-presync-\\d+"));
  }

  private static String hook(String image, String name, String options) {
    return """
    apiVersion: batch/v1
    kind: Job
    metadata:
      %s
      annotations:
        argocd.argoproj.io/hook: PreSync
        argocd.argoproj.io/sync-options: "%s"
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: main
              image: registry.example/shop/%s:1
    """
        .formatted(name, options, image);
  }

  @Test
  void appliesAsTheSettingSaysFromTheNextSyncOn() {
    git.write("setting/a.yaml", two("setting", "1", "1"));
    deployed("setting");
    assertThat(remembers(get("setting"))).isFalse();
    applyBy("\"client\"");
    try {
      git.write("client/a.yaml", Manifests.configMap("client", "1"));
      deployed("client");
      assertThat(remembers(get("client"))).isTrue();
      git.write("setting/a.yaml", Manifests.configMap("setting", "2"));
      kilter.publish(git, "Drop the second");
      awaitData("setting", "{\"key\":\"2\"}");
      kilter.awaitWell("setting");
    } finally {
      applyBy("null");
    }
  }

  /** What is ignored stays as others made it; all else goes on following Git. */
  @Test
  void leavesIgnoredFieldsAsTheyAreWhereItIsAskedTo() {
    git.write("respect/a.yaml", Manifests.deployment("respect", "1"));
    git.write("respect/b.yaml", two("respect", "1", "1"));
    git.commit("Open");
    String policy =
        "\"automated\":{\"selfHeal\":true},\"syncOptions\":[\"RespectIgnoreDifferences=true\"]";
    String ignored =
        """
        {"ignoreDifferences":[
          {"group":"apps","kind":"Deployment","jsonPointers":["/spec/replicas"]},
          {"group":"","kind":"ConfigMap","managedFieldsManagers":["tuner"]}],
        """;
    kilter.create(
        "respect",
        Kilter.spec(git.url(), "respect", shop.name(), policy).replaceFirst("\\{", ignored));
    kilter.awaitWell("respect");
    String deployment = shop.path("/apis/apps/v1/deployments/respect");
    patch(deployment, "{\"spec\":{\"replicas\":3}}");
    tune("tuned");

    git.write("respect/a.yaml", Manifests.deployment("respect", "2"));
    git.write("respect/b.yaml", two("respect", "1", "2"));
    awaitSynced("respect", kilter.publish(git, "Change both"));
    awaitData("respect", "{\"key\":\"tuned\",\"second\":\"2\"}");
    assertThat(kilter.get(deployment).at("/spec/replicas").asInt()).isEqualTo(3);
    assertThat(image(deployment)).endsWith(":2");

    String version = get("respect").at("/metadata/resourceVersion").asText();
    git.write("respect/a.yaml", Manifests.deployment("respect", "3"));
    awaitSynced("respect", kilter.publish(git, "Change one"));
    assertThat(get("respect").at("/metadata/resourceVersion").asText()).isEqualTo(version);

    tune("again");
    git.write("respect/a.yaml", Manifests.deployment("respect", "4"));
    awaitSynced("respect", kilter.publish(git, "Change it again"));
    awaitData("respect", "{\"key\":\"again\",\"second\":\"2\"}");
    assertThat(kilter.get(deployment).at("/spec/replicas").asInt()).isEqualTo(3);
    assertThat(image(deployment)).endsWith(":4");
  }

  private void tune(String value) {
    patch(configMap("respect") + "?fieldManager=tuner", "{\"data\":{\"key\":\"" + value + "\"}}");
  }

  private static String image(String deployment) {
    return kilter.get(deployment).at("/spec/template/spec/containers/0/image").asText();
  }

  private static void awaitSynced(String name, String revision) {
    kilter.awaitApplication(
        name,
        application -> {
          JsonNode state = application.at("/status/operationState");
          assertThat(state.at("/syncResult/revision").asText()).isEqualTo(revision);
          assertThat(state.at("/phase").asText()).isEqualTo("Succeeded");
        });
    kilter.awaitWell(name);
  }

  private void awaitData(String name, String json) {
    kilter.await(() -> assertThat(get(name).path("data")).isEqualTo(SharedSandbox.json(json)));
  }
}
