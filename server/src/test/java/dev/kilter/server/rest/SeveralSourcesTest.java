package dev.kilter.server.rest;

import static dev.kilter.server.rest.Fixture.SHOP;
import static dev.kilter.server.rest.Fixture.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kilter.api.ApiException;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.api.client.AtRevisions;
import dev.kilter.api.client.KilterClient;
import dev.kilter.api.client.RollbackRequest;
import dev.kilter.api.client.SyncRequest;
import dev.kilter.model.failure.Result;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Revisions of an application with several sources, each named by its position. */
class SeveralSourcesTest {
  private final Fixture fixture = new Fixture();
  private final KilterClient client = fixture.client();

  @BeforeEach
  void threeSources() {
    fixture.applications.put(
        yaml(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: shop, namespace: argocd}
            spec:
              project: default
              sources:
              - {repoURL: https://git.acme.io/shop.git, path: shop, targetRevision: main}
              - {repoURL: https://git.acme.io/values.git, ref: values, targetRevision: main}
              - {repoURL: https://git.acme.io/more.git, path: more, targetRevision: main}
              destination: {server: https://kubernetes.default.svc, namespace: shop}
            status:
              history:
              - id: 3
                revisions: [a1, b1, c1]
                deployedAt: '2026-11-20T10:00:00Z'
                sources:
                - {repoURL: https://git.acme.io/shop.git, path: shop, targetRevision: main}
                - {repoURL: https://git.acme.io/values.git, ref: values, targetRevision: main}
                - {repoURL: https://git.acme.io/more.git, path: more, targetRevision: main}
              - id: 4
                revisions: [a2, b2, c2]
                deployedAt: '2026-11-21T10:00:00Z'
                sources:
                - {repoURL: https://git.acme.io/shop.git, path: shop, targetRevision: main}
            """));
    fixture.revisions = (_, asked) -> Result.success(asked);
  }

  @Test
  void aSyncPutsEachRevisionInItsPlace() {
    client.applications().sync(SHOP, at(List.of("v3", "v2"), List.of(3L, 2L)));

    assertThat(fixture.applications.tree("shop").list("operation", "sync", "revisions"))
        .containsExactly("", "v2", "v3");
    assertThat(fixture.applications.tree("shop").at("operation", "sync", "revision")).isEmpty();
  }

  @Test
  void positionsOutOfRangeAreRefused() {
    for (long position : new long[] {0, 4}) {
      Problem problem =
          refused(() -> client.applications().sync(SHOP, at(List.of("v2"), List.of(position))));
      assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID_INPUT);
      assertThat(problem.message()).isEqualTo("source position " + position + " is out of range");
    }
    assertThat(fixture.applications.tree("shop").at("operation")).isEmpty();
  }

  @Test
  void eachRevisionNeedsAPosition() {
    assertThat(
            refused(() -> client.applications().sync(SHOP, at(List.of("v2"), List.of(1L, 2L))))
                .message())
        .isEqualTo("source positions and revisions must have the same length");
  }

  @Test
  void aRollbackTakesTheSourcesAndRevisionsOfThen() {
    client
        .applications()
        .rollback(SHOP, new RollbackRequest(Optional.of(3L), false, false, false, "", ""));

    var operation = fixture.applications.tree("shop");
    assertThat(operation.list("operation", "sync", "revisions")).containsExactly("a1", "b1", "c1");
    assertThat(operation.items("operation", "sync", "sources")).hasSize(3);
  }

  @Test
  void aLookTakesThemToo() {
    AtRevisions second = new AtRevisions(List.of("v2"), List.of(2L));
    assertThat(refused(() -> client.applications().manifests(SHOP, second)).kind())
        .isEqualTo(ProblemKind.CONTROLLER_ABSENT);
    assertThat(refused(() -> client.applications().managedResources(SHOP, second)).kind())
        .isEqualTo(ProblemKind.CONTROLLER_ABSENT);
    client.applications().managedResources(SHOP, AtRevisions.COMPARED);

    assertThat(fixture.viewed)
        .containsExactly(List.of("", "v2", ""), List.of("", "v2", ""), List.of());
    assertThat(
            refused(() ->
                    client
                        .applications()
                        .manifests(SHOP, new AtRevisions(List.of("v2"), List.of(7L))))
                .message())
        .isEqualTo("source position 7 is out of range");
  }

  private static SyncRequest at(List<String> revisions, List<Long> positions) {
    SyncRequest plain = SyncRequest.PLAIN;
    return new SyncRequest(
        revisions,
        positions,
        plain.prune(),
        plain.dryRun(),
        plain.strategy(),
        plain.force(),
        plain.resources(),
        plain.infos(),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  private static Problem refused(ThrowingCallable call) {
    return catchThrowableOfType(ApiException.class, call).problem();
  }
}
