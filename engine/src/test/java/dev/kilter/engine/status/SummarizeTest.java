package dev.kilter.engine.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kilter.codec.Yaml;
import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.engine.status.Conditions.Finding;
import dev.kilter.engine.sync.Applications;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.SyncPolicy;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class SummarizeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final Map<ResourceKey, ResourceComparison> resources = new HashMap<>();

  @Test
  void theWorstManagedObjectGivesTheHealthAndIsNamed() {
    live("Job", "a", HealthStatus.Degraded, "");
    live("Job", "b", HealthStatus.Degraded, "");
    live("Job", "c", HealthStatus.Degraded, "");
    live("Job", "d", HealthStatus.Degraded, "");
    live("Pod", "e", HealthStatus.Progressing, "");
    assertThat(health())
        .isEqualTo(
            new Health(
                HealthStatus.Degraded,
                "Caused by batch/Job:shop/a, batch/Job:shop/b, batch/Job:shop/c and 1 more"));
  }

  @Test
  void whatIsLeftOutWeighsNothing() {
    live("Job", "ignored", HealthStatus.Degraded, "argocd.argoproj.io/ignore-healthcheck: 'true'");
    live("Application", "child", HealthStatus.Unknown, "");
    live("ConfigMap", "fine", HealthStatus.Healthy, "");
    missing("Pod", "absent");
    assertThat(health()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void anApplicationOfMissingObjectsIsMissingAndOneWithoutObjectsIsHealthy() {
    assertThat(health()).isEqualTo(Health.HEALTHY);
    missing("Pod", "absent");
    assertThat(health()).isEqualTo(Health.MISSING);
  }

  @Test
  void theHealthsTimeMovesOnlyWithTheStatus() {
    live("Pod", "a", HealthStatus.Progressing, "");
    ApplicationStatus first = status(Applications.application(), List.of(), NOW);
    live("Pod", "b", HealthStatus.Progressing, "");
    ApplicationStatus second = status(with(first), List.of(), NOW.plusSeconds(5));
    assertThat(second.health().orElseThrow().lastTransitionTime()).contains(NOW);
    live("Pod", "c", HealthStatus.Degraded, "");
    ApplicationStatus third = status(with(second), List.of(), NOW.plusSeconds(9));
    assertThat(third.health().orElseThrow().lastTransitionTime()).contains(NOW.plusSeconds(9));
  }

  @Test
  void conditionsKeepTheirTimeWhileTheirTextIsTheSame() {
    Finding shared = new Finding(Condition.Type.SharedResourceWarning, "a is shared");
    Finding repeated = new Finding(Condition.Type.RepeatedResourceWarning, "b comes twice");
    ApplicationStatus first = status(Applications.application(), List.of(shared), NOW);
    ApplicationStatus second = status(with(first), List.of(repeated, shared), NOW.plusSeconds(5));
    assertThat(second.conditions())
        .containsExactly(
            new Condition(shared.type(), shared.message(), NOW),
            new Condition(repeated.type(), repeated.message(), NOW.plusSeconds(5)));
  }

  @Test
  void aRefreshThatChangesNothingIsNotWorthWriting() {
    live("Pod", "a", HealthStatus.Healthy, "");
    ApplicationStatus first = status(Applications.application(), List.of(), NOW);
    ApplicationStatus again = status(with(first), List.of(), NOW.plusSeconds(60));
    assertThat(Summarize.worthWriting(first, again)).isFalse();
    live("Pod", "b", HealthStatus.Healthy, "");
    assertThat(Summarize.worthWriting(first, status(with(first), List.of(), NOW))).isTrue();
  }

  @Test
  void resourcesAreSortedAndComplete() {
    wanted("Pod", "b", "argocd.argoproj.io/sync-wave: '3'");
    live("Pod", "a", HealthStatus.Healthy, "argocd.argoproj.io/sync-options: Prune=confirm");
    live("Pod", "d", HealthStatus.Healthy, "argocd.argoproj.io/sync-wave: '3'");
    missing("Job", "z");
    ApplicationStatus status = status(Applications.application(), List.of(), NOW);
    assertThat(status.resources().stream().map(line -> line.key().name()))
        .containsExactly("a", "b", "d", "z");
    assertThat(status.resources().get(0).requiresDeletionConfirmation()).isTrue();
    assertThat(status.resources().get(1).syncWave()).isEqualTo(3);
    assertThat(status.resources().get(1).requiresDeletionConfirmation()).isFalse();
    assertThat(status.resources().get(2).syncWave()).as("Git says no more").isZero();
    assertThat(status.resources().get(3).health()).contains(Health.MISSING);
    assertThat(status.sync().revisions()).containsExactly("abc");
    assertThat(status.sync().comparedTo().orElseThrow().sources())
        .containsExactly(Applications.SOURCE);
  }

  @Test
  void theApplicationAsksForConfirmationWhereAnObjectSaysNothing() {
    live("Pod", "silent", HealthStatus.Healthy, "");
    live("Pod", "plain", HealthStatus.Healthy, "argocd.argoproj.io/sync-options: Delete=true");
    SyncPolicy policy =
        new SyncPolicy(
            Optional.empty(),
            new SyncOptions(List.of("Delete=confirm")),
            Optional.empty(),
            Optional.empty());
    ApplicationStatus status =
        status(Applications.application(Map.of(), policy, ApplicationStatus.NONE), List.of(), NOW);
    assertThat(status.resources())
        .extracting(line -> line.key().name(), ResourceStatus::requiresDeletionConfirmation)
        .containsExactly(tuple("plain", false), tuple("silent", true));
  }

  @Test
  void imagesAndAddressesAreSummed() {
    put(
        "Ingress",
        "web",
        """
        spec:
          tls: [{hosts: [shop.example]}]
          rules:
          - {host: shop.example, http: {paths: [{path: /}, {path: /api/*}]}}
          - {host: plain.example, http: {paths: [{path: /}]}}
          - {host: pathless.example}
        """);
    put(
        "Ingress",
        "certified",
        """
        spec:
          tls: [{secretName: cert}]
          rules: [{http: {paths: [{}]}}]
        status: {loadBalancer: {ingress: [{ip: 192.0.2.1}]}}
        """);
    put(
        "Ingress",
        "quiet",
        """
        metadata:
          annotations:
            argocd.argoproj.io/ignore-default-links: 'true'
            link.argocd.argoproj.io/docs: docs|https://docs.example
        spec: {rules: [{host: quiet.example, http: {paths: [{path: /}]}}]}
        """);
    put("Pod", "p", "spec: {containers: [{image: 'shop/api:1'}]}");
    ApplicationStatus status =
        status(
            Applications.application(
                Map.of("link.argocd.argoproj.io/board", "https://board.example"), List.of()),
            List.of(),
            NOW);
    assertThat(status.summary().images()).containsExactly("shop/api:1");
    assertThat(status.summary().externalUrls())
        .containsExactly(
            "docs|https://docs.example",
            "http://plain.example/",
            "https://192.0.2.1",
            "https://board.example",
            "https://shop.example/",
            "https://shop.example/api/");
  }

  @Test
  void withoutAComparisonWhatWasKnownStays() {
    live("Pod", "a", HealthStatus.Healthy, "");
    ApplicationStatus known = status(Applications.application(), List.of(), NOW);
    ApplicationStatus failed =
        Summarize.unknown(
            with(known),
            List.of(new Finding(Condition.Type.ComparisonError, "no repository")),
            "argocd",
            NOW);
    assertThat(failed.sync().status()).contains(SyncStatus.Unknown);
    assertThat(failed.resources())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.key()).isEqualTo(key("Pod", "a"));
          assertThat(line.health()).contains(Health.HEALTHY);
          assertThat(line.sync()).contains(SyncStatus.Unknown);
        });
    assertThat(failed.health()).isEqualTo(known.health());
    ApplicationStatus invalid =
        Summarize.unknown(
            with(known),
            List.of(new Finding(Condition.Type.InvalidSpecError, "two destinations")),
            "argocd",
            NOW);
    assertThat(invalid.health().orElseThrow().health()).isEqualTo(Health.UNKNOWN);
    assertThat(invalid.resources()).isEqualTo(known.resources());
  }

  private Health health() {
    return status(Applications.application(), List.of(), NOW).health().orElseThrow().health();
  }

  private ApplicationStatus status(Application application, List<Finding> findings, Instant now) {
    return Summarize.status(
        application,
        new Summarize.Compared(
            new Comparison(SyncStatus.Synced, resources, true),
            List.of("shop/api:1"),
            List.of("abc"),
            List.of("Directory"),
            new ArrayList<>(findings)),
        "argocd",
        now);
  }

  private static Application with(ApplicationStatus status) {
    return Applications.application(Map.of(), SyncPolicy.MANUAL, status);
  }

  private void live(String kind, String name, HealthStatus health, String annotations) {
    add(kind, name, "metadata: {annotations: {" + annotations + "}}", Optional.of(health));
  }

  private void put(String kind, String name, String yaml) {
    add(kind, name, yaml, Optional.empty());
  }

  private void wanted(String kind, String name, String annotations) {
    live(kind, name, HealthStatus.Healthy, "");
    ResourceKey key = key(kind, name);
    Manifest desired = manifest(key, "metadata: {annotations: {" + annotations + "}}");
    resources.computeIfPresent(
        key, (_, known) -> compared(key, Optional.of(desired), known.live()));
  }

  private void missing(String kind, String name) {
    ResourceKey key = key(kind, name);
    resources.put(key, compared(key, Optional.of(manifest(key, "{}")), Optional.empty()));
  }

  private void add(String kind, String name, String yaml, Optional<HealthStatus> health) {
    ResourceKey key = key(kind, name);
    LiveResource live =
        new LiveResource(
            key,
            "v1",
            "uid",
            "1",
            List.of(),
            Optional.empty(),
            health.map(Health::of),
            Map.of(),
            Digest.NONE,
            Instant.EPOCH,
            false,
            Optional.of(manifest(key, yaml)));
    resources.put(key, compared(key, Optional.empty(), Optional.of(live)));
  }

  private static ResourceKey key(String kind, String name) {
    String group =
        switch (kind) {
          case "Job" -> "batch";
          case "Application" -> "argoproj.io";
          case "Ingress" -> "networking.k8s.io";
          default -> "";
        };
    return new ResourceKey(group, kind, "shop", name);
  }

  private static ResourceComparison compared(
      ResourceKey key, Optional<Manifest> desired, Optional<LiveResource> live) {
    return new ResourceComparison(
        key,
        "v1",
        desired,
        live,
        Optional.of(SyncStatus.Synced),
        true,
        false,
        false,
        List.of(),
        Optional.empty(),
        Digest.NONE,
        Digest.NONE);
  }

  @SuppressWarnings("unchecked") // the texts are objects
  private static Manifest manifest(ResourceKey key, String yaml) {
    Map<String, @Nullable Object> tree =
        (Map<String, @Nullable Object>) Objects.requireNonNull(Yaml.parse(yaml));
    String apiVersion = key.group().isEmpty() ? "v1" : key.group() + "/v1";
    return Manifest.of(tree)
        .with(apiVersion, "apiVersion")
        .with(key.kind(), "kind")
        .with(key.name(), "metadata", "name");
  }
}
