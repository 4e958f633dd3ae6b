package dev.kilter.store.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Operation.Strategy;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.SyncPolicy;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.testing.RandomTrees;
import dev.kilter.store.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ApplicationReaderTest {
  @Test
  void readsEveryFieldThatKilterKnows() {
    Application read = ApplicationReader.read(Samples.fullApplication());

    assertThat(read.spec().malformed()).isEmpty();
    assertThat(read.id()).isEqualTo(new ApplicationId("argocd", "shop"));
    assertThat(read.spec().project()).isEqualTo("web");
    assertThat(read.spec().sources()).hasSize(1);
    assertThat(read.spec().multiSource()).isFalse();
    assertThat(read.spec().revisionHistoryLimit()).isEqualTo(5);
    assertThat(read.spec().syncPolicy().automation().orElseThrow().enabled()).isTrue();
    assertThat(read.spec().syncPolicy().retry().orElseThrow().maxDuration())
        .contains(Duration.ofMinutes(90));
    assertThat(read.operation().orElseThrow().sync().strategy())
        .isEqualTo(new Strategy(false, true));
    assertThat(read.operation().orElseThrow().sync().selective()).isTrue();
    assertThat(read.status().sync().status()).contains(SyncStatus.OutOfSync);
    assertThat(read.status().resources()).hasSize(3);
    assertThat(read.status().operationState().orElseThrow().phase())
        .isEqualTo(OperationPhase.Running);
    assertThat(read.status().operationState().orElseThrow().startedAt())
        .isEqualTo(Instant.parse("2026-11-22T09:59:00Z"));
    assertThat(read.status().history().getFirst().id()).isEqualTo(7);
  }

  @Test
  void automationThatIsSwitchedOffKeepsItsSettings() {
    Manifest off =
        Samples.fullApplication().with(false, "spec", "syncPolicy", "automated", "enabled");
    SyncPolicy policy = ApplicationReader.read(off).spec().syncPolicy();

    assertThat(policy.automation()).isEmpty();
    assertThat(policy.automated().orElseThrow().prune()).isTrue();
    SyncPolicy unsaid =
        ApplicationReader.read(off.without("spec", "syncPolicy", "automated", "enabled"))
            .spec()
            .syncPolicy();
    assertThat(unsaid.automation()).isPresent();
  }

  @Test
  void keepsWhatItDoesNotKnow() {
    Manifest raw = Samples.fullApplication().with(List.of(Map.of("x", 1L)), "spec", "future");

    assertThat(ApplicationReader.read(raw).raw()).isEqualTo(raw);
    assertThat(ApplicationReader.read(raw).spec().malformed()).isEmpty();
  }

  @Test
  void leavesConditionsOfOthersOut() {
    assertThat(ApplicationReader.read(Samples.fullApplication()).status().conditions())
        .extracting(Condition::type)
        .containsExactly(Condition.Type.SyncError);
  }

  @Test
  void namesEachFieldOfAWrongType() {
    Application read =
        ApplicationReader.read(
            Samples.yaml(
                """
                metadata: {name: shop, namespace: argocd, labels: {a: 1}}
                spec:
                  project: [web]
                  destination: here
                  sources: [{repoURL: 7}, none]
                  syncPolicy:
                    automated: {prune: "yes please"}
                    retry: {limit: 1.5, backoff: {duration: soon}}
                operation: {initiatedBy: {username: ada}}
                status: {reconciledAt: yesterday, operationState: {phase: Thinking}}
                """));

    assertThat(read.spec().malformed())
        .containsExactlyInAnyOrder(
            "metadata.labels.a must be a string, but is the number 1",
            "spec.project must be a string, but is a list",
            "spec.destination must be an object, but is a string",
            "spec.sources[0].repoURL must be a string, but is the number 7",
            "spec.sources[1] must be an object, but is a string",
            "spec.syncPolicy.automated.prune must be true or false, but is a string",
            "spec.syncPolicy.retry.limit must be a whole number of 64 bits, but is the number 1.5",
            "spec.syncPolicy.retry.backoff.duration must be a duration such as 30s or 2m, but is"
                + " 'soon'",
            "operation.sync is missing, so the operation asks for nothing",
            "status.reconciledAt must be a time such as 2026-01-31T12:00:00Z, but is 'yesterday'",
            "status.operationState.phase must be one of [Running, Terminating, Failed, Error,"
                + " Succeeded], but is 'Thinking'");
  }

  @Test
  void readsSourcesBesideTheEmptySourceThatArgoWrites() {
    Application read =
        ApplicationReader.read(
            Samples.yaml(
                """
                metadata: {name: shop, namespace: argocd}
                spec: {destination: {}, project: p, sources: [{repoURL: a}, {repoURL: b, ref: v}]}
                status:
                  sync:
                    status: Synced
                    revisions: [one, two]
                    comparedTo: {destination: {}, source: {repoURL: ""}, sources: [{repoURL: a}]}
                """));

    assertThat(read.spec().multiSource()).isTrue();
    assertThat(read.status().sync().revisions()).containsExactly("one", "two");
    assertThat(read.status().sync().comparedTo().orElseThrow().multiSource()).isTrue();
  }

  @Test
  void deploysWhatTheHydratorPushed() {
    Application read =
        ApplicationReader.read(
            Samples.yaml(
                """
                metadata: {name: shop, namespace: argocd}
                spec:
                  destination: {}
                  project: p
                  sourceHydrator:
                    drySource: {repoURL: https://git/x, path: dry, targetRevision: main}
                    syncSource: {targetBranch: env/dev, path: shop}
                """));

    assertThat(read.spec().sources())
        .singleElement()
        .satisfies(source -> {
          assertThat(source.repoUrl()).isEqualTo("https://git/x");
          assertThat(source.path()).isEqualTo("shop");
          assertThat(source.targetRevision()).isEqualTo("env/dev");
        });
  }

  @Test
  void neverThrowsWhateverIsInIt() {
    for (long seed = 0; seed < 5_000; seed++) {
      Manifest mutated = RandomTrees.mutated(Samples.fullApplication(), new Random(seed));

      assertThat(ApplicationReader.read(mutated).raw()).as("seed %d", seed).isEqualTo(mutated);
    }
  }
}
