package dev.kilter.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.IgnoreDifference;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.settings.Settings;
import dev.kilter.testkit.application.TestSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sent where differences are ignored and that is to be respected. */
final class RespectedFieldsTest {
  private static final String DESIRED =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api, namespace: shop, labels: {app: api, tier: back}}
      spec:
        replicas: 2
        template: {spec: {containers: [{name: api, image: api:2, args: [git]}]}}
      """;

  private static final String LIVE =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api, namespace: shop, uid: u, resourceVersion: "7",
        labels: {app: other, tier: front, extra: live}}
      spec:
        replicas: 5
        paused: true
        template: {spec: {containers: [{name: proxy, image: p:1},
          {name: api, image: api:1, args: [live], env: [{name: A, value: a}]}]}}
      status: {replicas: 5}
      """;

  @Test
  void whatIsIgnoredIsSentAsItIsLiveAndNothingElseIsTaken() {
    assertThat(sent(DESIRED, LIVE, pointers("/spec/replicas", "/metadata/labels/tier")))
        .isEqualTo(
            manifest(
                DESIRED
                    .replace("replicas: 2", "replicas: 5")
                    .replace("tier: back", "tier: front")));
    assertThat(sent(DESIRED, LIVE)).isEqualTo(manifest(DESIRED));
  }

  @Test
  void whatLiveLacksIsNotSent() {
    assertThat(
            sent(
                DESIRED,
                LIVE.replace("replicas: 5", "paused: false"),
                pointers("/spec/replicas", "/spec/template/spec/dnsPolicy")))
        .isEqualTo(manifest(DESIRED.replace("  replicas: 2\n", "")));
  }

  /** Or a server-side apply would take it away, as a field that Git has dropped. */
  @Test
  void whatGitDroppedIsSentStill() {
    assertThat(sent(DESIRED, LIVE, pointers("/spec/paused", "/metadata/labels/extra")))
        .isEqualTo(
            manifest(
                DESIRED
                    .replace("replicas: 2", "replicas: 2\n  paused: true")
                    .replace("tier: back", "tier: back, extra: live")));
    assertThat(
            sent(
                DESIRED,
                LIVE.replace(
                    "paused", "strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}\n  p"),
                pointers("/spec/strategy/rollingUpdate")))
        .isEqualTo(
            manifest(
                DESIRED.replace(
                    "replicas: 2", "replicas: 2\n  strategy: {rollingUpdate: {maxSurge: 1}}")));
  }

  @Test
  void itemsFindEachOtherByTheirKeys() {
    assertThat(sent(DESIRED, LIVE, jq(".spec.template.spec.containers[].image")))
        .isEqualTo(manifest(DESIRED.replace("api:2", "api:1")));
    assertThat(
            sent(
                DESIRED,
                LIVE,
                jq(".spec.template.spec.containers[] | select(.name == \"api\").env")))
        .isEqualTo(manifest(DESIRED.replace("[git]", "[git], env: [{name: A, value: a}]")));
  }

  @Test
  void itemsThatAreIgnoredAsAWholeComeAndGoWithLive() {
    String proxy = ".spec.template.spec.containers[] | select(.name == \"proxy\")";
    assertThat(sent(DESIRED, LIVE, jq(proxy)))
        .isEqualTo(manifest(DESIRED.replace("[git]}", "[git]}, {name: proxy, image: p:1}")));
    assertThat(
            sent(
                DESIRED.replace("[{name: api,", "[{name: proxy, image: p:2}, {name: api,"),
                LIVE.replace("{name: proxy, image: p:1},", ""),
                jq(proxy)))
        .isEqualTo(manifest(DESIRED));
  }

  @Test
  void aNewItemIsSentAsGitHasIt() {
    String added = DESIRED.replace("[git]}", "[git]}, {name: new, image: new:1}");
    assertThat(sent(added, LIVE, jq(".spec.template.spec.containers[].image")))
        .isEqualTo(manifest(added.replace("api:2", "api:1")));
  }

  @Test
  void itemsWithoutKeysFindEachOtherByPosition() {
    String desired = simple("[{name: a, port: 1, up: false}, {name: b, port: 2, up: false}]");
    String live = simple("[{name: a, port: 8, up: true}, {name: b, port: 9, up: true}]");
    assertThat(sent(desired, live, simpleJq(".spec.servers[0].port", ".spec.servers[1].up")))
        .isEqualTo(
            manifest(simple("[{name: a, port: 8, up: false}, {name: b, port: 2, up: true}]")));
    assertThat(sent(desired, live, simpleJq(".spec.servers[] | select(.name == \"b\")")))
        .isEqualTo(
            manifest(simple("[{name: a, port: 1, up: false}, {name: b, port: 9, up: true}]")));
    assertThat(sent(desired, live, simpleJq(".spec.servers[]"))).isEqualTo(manifest(live));
    assertThat(sent(desired, simple("[]"), simpleJq(".spec.servers[].port")))
        .isEqualTo(manifest(desired));
  }

  @Test
  void membersOfSetsAreKept() {
    String desired =
        DESIRED.replace("labels: {app: api, tier: back}", "finalizers: [a/git, a/own]");
    String live = DESIRED.replace("labels: {app: api, tier: back}", "finalizers: [a/own, b/live]");
    assertThat(sent(desired, live, jq(".metadata.finalizers[] | select(. == \"b/live\")")))
        .isEqualTo(manifest(desired.replace("a/own]", "a/own, b/live]")));
  }

  @Test
  void whatATrustedManagerOwnsIsSentAsItIsLive() {
    String managed =
        LIVE.replace(
            "uid: u,",
            "uid: u, managedFields: [{manager: scaler, operation: Update, fieldsV1: {f:spec: "
                + "{f:replicas: {}, f:paused: {}, f:template: {f:spec: {f:containers: "
                + "{'k:{\"name\":\"api\"}': {f:args: {}}}}}}}}],");
    IgnoreDifference scaler = Rules.managers("*", "*", "scaler");
    assertThat(sent(DESIRED, managed, scaler))
        .isEqualTo(
            manifest(DESIRED.replace("replicas: 2", "replicas: 5").replace("[git]", "[live]")));
    assertThat(sent(DESIRED, managed, Rules.managers("*", "*", "other")))
        .isEqualTo(manifest(DESIRED));
  }

  @Test
  void theMarkTheNameAndTheStatusAreNotTakenFromLive() {
    Manifest desired = Objects.marked(manifest(DESIRED + "status: {replicas: 9}\n"));
    Manifest sent =
        respected(
            desired,
            manifest(LIVE.replace("name: api,", "annotations: {a: b}, name: api,")),
            pointers("/metadata", "/status", "/kind"));
    assertThat(sent.annotation("a")).contains("b");
    assertThat(sent.annotation(TrackingId.ANNOTATION))
        .isEqualTo(desired.annotation(TrackingId.ANNOTATION));
    assertThat(sent.key()).isEqualTo(desired.key());
    assertThat(sent.uid() + sent.resourceVersion()).isEmpty();
    assertThat(sent.at("status")).isEmpty();
    assertThat(sent.labels()).containsEntry("tier", "front");
  }

  private static IgnoreDifference pointers(String... pointers) {
    return Rules.pointers("apps", "Deployment", pointers);
  }

  private static IgnoreDifference jq(String... expressions) {
    return Rules.jq("apps", "Deployment", expressions);
  }

  private static IgnoreDifference simpleJq(String... expressions) {
    return Rules.jq("test.io", "Simple", expressions);
  }

  private static String simple(String servers) {
    return "apiVersion: test.io/v1\nkind: Simple\nmetadata: {name: s, namespace: shop}\nspec: {servers: %s}\n"
        .formatted(servers);
  }

  private static Manifest manifest(String yaml) {
    return Objects.manifest(yaml);
  }

  private static Manifest sent(String desired, String live, IgnoreDifference... ignored) {
    return respected(manifest(desired), manifest(live), ignored);
  }

  private static Manifest respected(Manifest desired, Manifest live, IgnoreDifference... ignored) {
    Settings settings = TestSettings.DEFAULT;
    return new RespectedFields(settings, List.of(ignored))
        .in(desired, live, Shapes.of(desired.kind()));
  }
}
