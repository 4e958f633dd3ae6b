package dev.kilter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Applied;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Change;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest.Mode;
import dev.kilter.model.failure.Failure.Refused;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.sandbox.binaries.ControlPlaneRelease;
import dev.kilter.sandbox.testing.Gateway;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways to write an object, and what becomes of one way where the server refuses it. */
class ApplyModesTest {
  private static ClusterFixture fixture;
  private static TestNamespace namespace;

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void connect() {
    fixture = new ClusterFixture(SharedSandbox.get().kubeconfig()).connect();
    namespace = SharedSandbox.get().namespace();
  }

  @AfterAll
  static void close() {
    namespace.close();
    fixture.close();
  }

  private static Manifest configMap(String name, String data) {
    return ClusterFixture.json(
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","namespace":"%s"},"data":{%s}}
        """
            .formatted(name, namespace.name(), data));
  }

  private static Manifest deployment(String name, String app) {
    return ClusterFixture.json(
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%s","namespace":"%s"},
         "spec":{"replicas":0,"selector":{"matchLabels":{"app":"%s"}},"template":{"metadata":
          {"labels":{"app":"%s"}},"spec":{"containers":[{"name":"c","image":"i:1"}]}}}}
        """
            .formatted(name, namespace.name(), app, app));
  }

  private static ApplyOutcome apply(ClusterFixture by, Manifest desired, Mode mode, boolean force) {
    return by.clusters.apply(
        ClusterFixture.SERVER,
        new ApplyRequest(desired, mode, true, force, Optional.of("kubectl-client-side-apply")));
  }

  private static Applied applied(Manifest desired, Mode mode) {
    return applied(apply(fixture, desired, mode, false));
  }

  private static Applied applied(ApplyOutcome outcome) {
    assertThat(outcome).isInstanceOf(Applied.class);
    return (Applied) outcome;
  }

  private static Refused refused(ApplyOutcome outcome) {
    assertThat(outcome).isInstanceOf(ApplyOutcome.Failed.class);
    assertThat(((ApplyOutcome.Failed) outcome).failure()).isInstanceOf(Refused.class);
    return (Refused) ((ApplyOutcome.Failed) outcome).failure();
  }

  private static String path(String plural, String name) {
    return "/"
        + plural.replaceFirst("/([a-z]+)$", "/namespaces/" + namespace.name() + "/$1")
        + "/"
        + name;
  }

  @Test
  void replacesAllThatSomebodyElseHasSet() {
    Manifest desired = configMap("replaced", "\"a\":\"1\"");
    assertThat(applied(desired, Mode.REPLACE).change()).isEqualTo(Change.CREATED);
    fixture.raw.mergePatch(
        path("api/v1/configmaps", "replaced"),
        "{\"metadata\":{\"labels\":{\"by\":\"hand\"}},\"data\":{\"b\":\"2\"}}");
    Applied again = applied(desired, Mode.REPLACE);
    assertThat(again.change()).isEqualTo(Change.REPLACED);
    assertThat(again.live().map("data")).containsOnlyKeys("a");
    assertThat(again.live().labels()).isEmpty();
  }

  /** Its address was given by the server, which keeps it. */
  @Test
  void replacesAServiceThatHasAnAddress() {
    Manifest desired =
        ClusterFixture.json(
            """
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"addressed","namespace":"%s"},
             "spec":{"selector":{"app":"a"},"ports":[{"port":80}]}}
            """
                .formatted(namespace.name()));
    String address = applied(desired, Mode.REPLACE).live().text("spec", "clusterIP").orElseThrow();
    Applied again = applied(desired, Mode.REPLACE);
    assertThat(again.change()).isEqualTo(Change.REPLACED);
    assertThat(again.live().text("spec", "clusterIP")).contains(address);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"SERVER_SIDE", "CLIENT_SIDE", "REPLACE"})
  void makesAnObjectAnewOnlyWhereItIsForcedAndTheServerRefuses(Mode mode) {
    String name = "forced-" + mode.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    Manifest before = applied(deployment(name, "a"), mode).live();
    Refused refusal = refused(apply(fixture, deployment(name, "b"), mode, false));
    assertThat(refusal.code()).isEqualTo(422);
    assertThat(refusal.message()).contains("spec.selector", "immutable");
    Manifest same = applied(apply(fixture, deployment(name, "a"), mode, true)).live();
    assertThat(same.uid()).isEqualTo(before.uid());
    Applied anew = applied(apply(fixture, deployment(name, "b"), mode, true));
    assertThat(anew.live().uid()).isNotEqualTo(before.uid());
    assertThat(anew.live().text("spec", "selector", "matchLabels", "app")).contains("b");
    assertThat(anew.note()).contains("created again");
  }

  @Test
  void appliesClientSideWhatGitHasSetAndDroppedAndNothingElse() {
    Manifest first = configMap("merged", "\"kept\":\"1\",\"dropped\":\"1\"");
    assertThat(applied(first, Mode.CLIENT_SIDE).change()).isEqualTo(Change.CREATED);
    fixture.raw.mergePatch(
        path("api/v1/configmaps", "merged"),
        "{\"metadata\":{\"labels\":{\"by\":\"hand\"}},\"data\":{\"foreign\":\"1\"}}");
    Applied second = applied(configMap("merged", "\"kept\":\"2\""), Mode.CLIENT_SIDE);
    assertThat(second.change()).isEqualTo(Change.CONFIGURED);
    assertThat(second.live().map("data"))
        .containsOnly(java.util.Map.entry("kept", "2"), java.util.Map.entry("foreign", "1"));
    assertThat(second.live().labels()).containsOnlyKeys("by");
    assertThat(applied(configMap("merged", "\"kept\":\"2\""), Mode.CLIENT_SIDE).change())
        .isEqualTo(Change.UNCHANGED);
  }

  /** The other way is covered by the migration. */
  @Test
  void dropsWhatGitDroppedWhenItTurnsFromServerSideToClientSide() {
    applied(configMap("turned", "\"kept\":\"1\",\"dropped\":\"1\""), Mode.SERVER_SIDE);
    fixture.raw.mergePatch(path("api/v1/configmaps", "turned"), "{\"data\":{\"foreign\":\"1\"}}");
    Manifest desired = configMap("turned", "\"kept\":\"1\"");
    Manifest live = applied(desired, Mode.CLIENT_SIDE).live();
    assertThat(live.map("data")).containsOnlyKeys("kept", "foreign");
    assertThat(live.annotation(Annotations.LAST_APPLIED)).isPresent();
    assertThat(applied(desired, Mode.CLIENT_SIDE).change()).isEqualTo(Change.UNCHANGED);
    Manifest later = applied(configMap("turned", "\"other\":\"1\""), Mode.CLIENT_SIDE).live();
    assertThat(later.map("data")).containsOnlyKeys("other", "foreign");
  }

  /** kubectl, applying the same after us, finds nothing to do. */
  @Test
  void remembersWhatItAppliedAsKubectlDoes() throws Exception {
    Manifest desired = configMap("remembered", "\"z\":\"<&> é\",\"a\":\"1\"");
    Manifest ours = applied(desired, Mode.CLIENT_SIDE).live();
    String memory = ours.annotation(Annotations.LAST_APPLIED).orElseThrow();
    fixture.raw.delete(path("api/v1/configmaps", "remembered"));
    assertThat(kubectl(desired)).contains("created");
    Manifest theirs = fixture.raw.get(path("api/v1/configmaps", "remembered"));
    assertThat(theirs.annotation(Annotations.LAST_APPLIED)).contains(memory);
  }

  private String kubectl(Manifest manifest) throws Exception {
    Path file = Files.writeString(folder.resolve("manifest"), Json.text(manifest.root()));
    Process process =
        new ProcessBuilder(
                ControlPlaneRelease.resolve(Optional.empty(), _ -> {}).kubectl().toString(),
                "--kubeconfig",
                SharedSandbox.get().kubeconfig().toString(),
                "apply",
                "-f",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).describedAs(output).isZero();
    return output;
  }

  /** What servers without server-side apply have said over the years. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "415 the body of the request was in an unknown format - accepted media types include:"
            + " application/json-patch+json, application/merge-patch+json",
        "400 application/apply-patch+yaml is not supported by this server",
        "400 unknown patch type: application/apply-patch+yaml"
      })
  void appliesClientSideWhereTheServerDoesNotKnowTheOtherWay(String answer) throws Exception {
    int code = Integer.parseInt(answer.substring(0, 3));
    String name = "older-" + Integer.toHexString(answer.hashCode());
    try (Gateway gateway = new Gateway(SharedSandbox.get().access());
        ClusterFixture older =
            new ClusterFixture(gateway.kubeconfig(folder.resolve("kubeconfig"))).connect()) {
      gateway.refuse(request ->
          request.applies("configmaps")
              ? Optional.of(new Gateway.Refusal(code, "Refused", answer.substring(4)))
              : Optional.empty());
      Applied first =
          applied(
              apply(
                  older,
                  configMap(name, "\"kept\":\"1\",\"gone\":\"1\""),
                  Mode.SERVER_SIDE,
                  false));
      assertThat(first.change()).isEqualTo(Change.CREATED);
      assertThat(first.note()).startsWith("applied client-side: ");
      Applied second =
          applied(apply(older, configMap(name, "\"kept\":\"2\""), Mode.SERVER_SIDE, false));
      assertThat(second.live().map("data")).containsOnly(java.util.Map.entry("kept", "2"));
      Applied other = applied(apply(older, deployment(name, "a"), Mode.SERVER_SIDE, false));
      assertThat(other.note()).isEmpty();
      assertThat(other.live().annotation(Annotations.LAST_APPLIED)).isEmpty();
    }
  }

  /** A manifest that is wrong is not sent a second time in another way. */
  @Test
  void takesTheAnswerToAWrongManifestAsItIs() throws Exception {
    AtomicInteger writes = new AtomicInteger();
    try (Gateway gateway = new Gateway(SharedSandbox.get().access());
        ClusterFixture other =
            new ClusterFixture(gateway.kubeconfig(folder.resolve("kubeconfig"))).connect()) {
      gateway.refuse(request -> {
        if (!request.method().equals("GET")) {
          writes.incrementAndGet();
        }
        return Optional.empty();
      });
      Manifest wrong = configMap("wrong", "\"a\":\"1\"").with(List.of(), "spec");
      Refused refusal = refused(apply(other, wrong, Mode.SERVER_SIDE, false));
      assertThat(refusal.message()).contains(".spec");
      assertThat(writes).hasValue(1);
      ApplyRequest unchecked =
          new ApplyRequest(wrong, Mode.SERVER_SIDE, false, false, Optional.empty());
      assertThat(applied(other.clusters.apply(ClusterFixture.SERVER, unchecked)).note())
          .contains("fields that the schema does not have");
    }
  }
}
