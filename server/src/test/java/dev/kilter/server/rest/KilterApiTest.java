package dev.kilter.server.rest;

import static dev.kilter.server.rest.Fixture.SHOP;
import static dev.kilter.server.rest.Fixture.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kilter.api.ApiException;
import dev.kilter.api.Document;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.api.client.AtRevisions;
import dev.kilter.api.client.KilterClient;
import dev.kilter.api.client.ListQuery;
import dev.kilter.api.client.Refresh;
import dev.kilter.api.client.RollbackRequest;
import dev.kilter.api.client.SyncRequest;
import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import dev.kilter.model.failure.Result;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KilterApiTest {
  static final String APPLICATION =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata:
        name: shop
        namespace: argocd
        labels: {team: web}
      spec:
        project: default
        source: {repoURL: https://git.acme.io/shop.git, path: shop, targetRevision: main}
        destination: {server: https://kubernetes.default.svc, namespace: shop}
        syncPolicy:
          syncOptions: [CreateNamespace=true]
          retry: {limit: 2}
      status:
        sync: {status: OutOfSync, revision: 9f31c2a}
        health: {status: Degraded}
        resources:
        - {group: apps, version: v1, kind: Deployment, namespace: shop, name: api, status: OutOfSync}
        - {version: v1, kind: Service, namespace: shop, name: api, status: Synced}
        history:
        - id: 11
          revision: aaa
          deployedAt: '2026-11-20T10:00:00Z'
          source: {repoURL: https://git.acme.io/shop.git, path: shop, targetRevision: main}
        - id: 12
          revision: bbb
          deployedAt: '2026-11-21T10:00:00Z'
          source: {repoURL: https://git.acme.io/shop.git, path: shop, targetRevision: main}
      """;

  private static final String FINALIZER = "resources-finalizer.argocd.argoproj.io";

  private final Fixture fixture = new Fixture();
  private final KilterClient client = fixture.client();

  @BeforeEach
  void oneApplication() {
    fixture.applications.put(yaml(APPLICATION));
  }

  private void automate() {
    fixture.applications.put(
        yaml(APPLICATION).with(java.util.Map.of("prune", true), "spec", "syncPolicy", "automated"));
  }

  private static Problem refused(ThrowingCallable call) {
    return catchThrowableOfType(ApiException.class, call).problem();
  }

  private String operation() {
    return Yaml.text(fixture.applications.tree("shop").map("operation"));
  }

  /** The first deployment of all has the id 0: it is a place to go, not the lack of one. */
  @Test
  void rollsBackToTheVeryFirst() {
    String later =
        """
          - id: 2
            revision: ccc
            deployedAt: '2026-11-22T10:00:00Z'
            source: {repoURL: https://git.acme.io/shop.git, path: shop, targetRevision: main}
        """;
    fixture.applications.put(
        Fixture.yaml(
            APPLICATION.replace("id: 11\n", "id: 0\n").replace("id: 12\n", "id: 1\n") + later));
    client
        .applications()
        .rollback(SHOP, new RollbackRequest(Optional.of(0L), false, false, false, "", ""));
    assertThat(fixture.applications.tree("shop").text("operation", "sync", "revision"))
        .contains("aaa");
  }

  @Test
  void aSyncCarriesTheOptionsAndRetriesOfTheSpec() {
    client.applications().sync(SHOP, SyncRequest.PLAIN);
    assertThat(operation())
        .isEqualTo(
            """
            initiatedBy:
              username: ana
            retry:
              limit: 2
            sync:
              syncOptions:
              - CreateNamespace=true
              syncStrategy:
                hook:
                  force: false
            """);
    assertThat(fixture.events).containsExactly("shop OperationStarted: ana initiated sync");
  }

  @Test
  void whatTheRequestSaysReplacesTheSpec() {
    fixture.revisions = (_, _) -> Result.success(List.of("c0ffee"));
    client
        .applications()
        .sync(
            SHOP,
            new SyncRequest(
                List.of("v2"),
                List.of(),
                true,
                true,
                "apply",
                true,
                List.of(new SyncRequest.Selector("apps", "Deployment", "shop", "api", false)),
                List.of("why=test"),
                Optional.of(List.of("Replace=true")),
                Optional.of(new SyncRequest.Retry(1, "5s", 2, "3m", false)),
                "h4sh"));
    assertThat(operation())
        .isEqualTo(
            """
            initiatedBy:
              username: ana
            info:
            - name: why
              value: test
            retry:
              limit: 1
              backoff:
                duration: 5s
                factor: 2
                maxDuration: 3m
            sync:
              revision: c0ffee
              prune: true
              dryRun: true
              resources:
              - group: apps
                kind: Deployment
                namespace: shop
                name: api
              syncOptions:
              - Replace=true
              - ConfirmDeletion=h4sh
              syncStrategy:
                apply:
                  force: true
            """);
  }

  @Test
  void anExclusionNamesTheOthers() {
    SyncRequest.Selector service = new SyncRequest.Selector("", "Service", "", "api", true);
    client
        .applications()
        .sync(
            SHOP,
            new SyncRequest(
                List.of(),
                List.of(),
                false,
                false,
                "hook",
                false,
                List.of(service),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                ""));
    assertThat(fixture.applications.tree("shop").items("operation", "sync", "resources"))
        .extracting(one -> one.text("kind").orElse(""))
        .containsExactly("Deployment");
  }

  @Test
  void aSecondSyncIsRefusedWithWhoAndWhen() {
    client.applications().sync(SHOP, SyncRequest.PLAIN);
    Problem problem = refused(() -> client.applications().sync(SHOP, SyncRequest.PLAIN));
    assertThat(problem.kind()).isEqualTo(ProblemKind.OPERATION_IN_PROGRESS);
    assertThat(problem.message()).isEqualTo("another operation is already in progress");
    assertThat(problem.remedies()).contains("kilter app terminate-op shop");
  }

  @Test
  void autoSyncForbidsAnotherRevision() {
    automate();
    SyncRequest other =
        new SyncRequest(
            List.of("v2"),
            List.of(),
            false,
            false,
            "hook",
            false,
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            "");
    assertThat(refused(() -> client.applications().sync(SHOP, other)).message())
        .isEqualTo("Cannot sync to v2: auto-sync currently set to main");
    assertThat(fixture.applications.tree("shop").at("operation")).isEmpty();
  }

  @Test
  void nothingStartsOnAnApplicationThatIsBeingDeleted() {
    fixture.applications.put(
        yaml(APPLICATION).with("2026-11-22T09:00:00Z", "metadata", "deletionTimestamp"));
    assertThat(refused(() -> client.applications().sync(SHOP, SyncRequest.PLAIN)).message())
        .isEqualTo("application is deleting");
  }

  @Test
  void aRollbackRunsWithoutHooksOnTheSourceOfThen() {
    client
        .applications()
        .rollback(SHOP, new RollbackRequest(Optional.of(11L), false, false, false, "", ""));
    assertThat(operation())
        .isEqualTo(
            """
            initiatedBy:
              username: ana
            sync:
              revision: aaa
              source:
                repoURL: https://git.acme.io/shop.git
                path: shop
                targetRevision: main
              syncOptions:
              - CreateNamespace=true
              syncStrategy:
                apply: {}
            """);
  }

  @Test
  void aRollbackWithoutIdGoesToTheDeploymentBeforeTheLast() {
    client
        .applications()
        .rollback(SHOP, new RollbackRequest(Optional.empty(), false, false, false, "", ""));
    assertThat(fixture.applications.tree("shop").text("operation", "sync", "revision"))
        .contains("aaa");
  }

  @Test
  void aRollbackUnderAutoSyncIsRefusedWithTheCommandThatHolds() {
    automate();
    Problem problem =
        refused(() ->
            client
                .applications()
                .rollback(
                    SHOP, new RollbackRequest(Optional.of(11L), false, false, false, "", "")));
    assertThat(problem.message())
        .isEqualTo("rollback cannot be initiated when auto-sync is enabled");
    assertThat(problem.remedies().getFirst()).isEqualTo("kilter app rollback shop 11 --hold");
  }

  @Test
  void aRollbackThatHoldsWritesBothAtOnceAndResumeEndsIt() {
    automate();
    client
        .applications()
        .rollback(SHOP, new RollbackRequest(Optional.of(11L), false, false, true, "bad image", ""));
    assertThat(fixture.applications.tree("shop").annotation("kilter.dev/hold"))
        .contains("{\"by\":\"ana\",\"reason\":\"bad image\",\"since\":\"2026-11-22T10:00:00Z\"}");
    assertThat(fixture.applications.tree("shop").at("operation")).isPresent();
    client.applications().resume(SHOP);
    assertThat(fixture.applications.tree("shop").annotation("kilter.dev/hold")).isEmpty();
    assertThat(fixture.applications.tree("shop").annotation("argocd.argoproj.io/refresh"))
        .contains("normal");
    assertThat(refused(() -> client.applications().resume(SHOP)).kind())
        .isEqualTo(ProblemKind.NOT_NOW);
  }

  @Test
  void anUnknownDeploymentIsRefusedWithThoseThatExist() {
    Problem problem =
        refused(() ->
            client
                .applications()
                .rollback(
                    SHOP, new RollbackRequest(Optional.of(99L), false, false, false, "", "")));
    assertThat(problem.message()).isEqualTo("application shop does not have deployment with id 99");
    assertThat(problem.why()).isEqualTo("It remembers #11, #12.");
  }

  @Test
  void aRefreshWaitsUntilTheControllerTakesItAway() {
    fixture.whileWaiting =
        () ->
            fixture.applications.put(
                fixture
                    .applications
                    .tree("shop")
                    .without("metadata", "annotations", "argocd.argoproj.io/refresh")
                    .with("Synced", "status", "sync", "status"));
    assertThat(client.applications().get(SHOP, Refresh.HARD).syncStatus()).isEqualTo("Synced");
  }

  @Test
  void aRefreshThatNobodyTakesEndsWithTheReason() {
    Problem problem = refused(() -> client.applications().get(SHOP, Refresh.NORMAL));
    assertThat(problem.kind()).isEqualTo(ProblemKind.TIMED_OUT);
    assertThat(problem.failed()).isEqualTo("Nobody refreshed \"shop\".");
  }

  @Test
  void aDeletionCascadesByFinalizer() {
    assertThat(finalizersAtDeletion(true, "")).containsExactly("other", FINALIZER);
    assertThat(finalizersAtDeletion(true, "background"))
        .containsExactly("other", FINALIZER + "/background");
    assertThat(finalizersAtDeletion(true, "foreground"))
        .containsExactly("other", FINALIZER + "/foreground");
    assertThat(finalizersAtDeletion(false, "")).containsExactly("other");
  }

  private List<String> finalizersAtDeletion(boolean cascade, String policy) {
    List<String> before = cascade ? List.of("other") : List.of("other", FINALIZER);
    fixture.applications.put(yaml(APPLICATION).with(before, "metadata", "finalizers"));
    client.applications().delete(SHOP, cascade, policy);
    assertThat(fixture.applications.has("shop")).isFalse();
    return fixture.applications.finalizersAtDeletion();
  }

  @Test
  void aDeletionThatContradictsItselfDeletesNothing() {
    assertThat(refused(() -> client.applications().delete(SHOP, true, "sideways")).message())
        .isEqualTo("invalid propagation policy: sideways");
    assertThat(refused(() -> client.applications().delete(SHOP, false, "background")).message())
        .isEqualTo("cannot set propagation policy when cascading is disabled");
    assertThat(fixture.applications.has("shop")).isTrue();
  }

  @Test
  void creatingTheSameAgainChangesNothingAndAnotherNeedsUpsert() {
    Document wish = new Document(yaml(APPLICATION).without("status").root());
    client.applications().create(wish, false, true);
    Document other = wish.with("v2", "spec", "source", "targetRevision");
    assertThat(refused(() -> client.applications().create(other, false, true)).message())
        .isEqualTo("existing application spec is different, use upsert flag to force update");
    ApplicationDocument changed = client.applications().create(other, true, true);
    assertThat(changed.source().text("targetRevision")).isEqualTo("v2");
    assertThat(changed.syncStatus()).isEqualTo("OutOfSync");
  }

  @Test
  void aWrongSpecIsRefusedBeforeItIsSaved() {
    Document wish = new Document(yaml(APPLICATION).without("status").root());
    assertThat(
            List.of(
                    wish.with("nope", "spec", "project"),
                    wish.with("in-cluster", "spec", "destination", "name"),
                    wish.without("spec", "destination", "server"),
                    wish.without("spec", "source", "path"))
                .stream()
                .map(wrong ->
                    refused(() -> client.applications().update(SHOP, wrong, true)).message()))
        .containsExactly(
            "application spec for shop is invalid: application references project nope which does"
                + " not exist",
            "application spec for shop is invalid: application destination can't have both name"
                + " and server defined: in-cluster https://kubernetes.default.svc",
            "application spec for shop is invalid: Destination server missing from app spec",
            "application spec for shop is invalid: spec.source.repoURL and either"
                + " spec.source.path, spec.source.chart, or spec.source.ref are required");
  }

  @Test
  void listsByLabelProjectAndRepository() {
    fixture.applications.put(
        yaml(APPLICATION)
            .with("blog", "metadata", "name")
            .with("ops", "spec", "project")
            .with("https://git.acme.io/blog", "spec", "source", "repoURL")
            .without("metadata", "labels"));
    assertThat(names(ListQuery.ALL)).containsExactly("blog", "shop");
    assertThat(names(new ListQuery("team in (web, x),!y", List.of(), "", "", "")))
        .containsExactly("shop");
    assertThat(names(new ListQuery("team!=web", List.of(), "", "", ""))).containsExactly("blog");
    assertThat(names(new ListQuery("", List.of("ops"), "", "", ""))).containsExactly("blog");
    assertThat(names(new ListQuery("", List.of(), "git@git.acme.io:shop", "", "")))
        .containsExactly("shop");
    assertThat(refused(() -> names(new ListQuery("a=b=c", List.of(), "", "", ""))).kind())
        .isEqualTo(ProblemKind.INVALID_INPUT);
  }

  private List<String> names(ListQuery query) {
    return client.applications().list(query).stream().map(ApplicationDocument::name).toList();
  }

  @Test
  void patchesByMergeAndByOperations() {
    client.applications().patch(SHOP, "{\"spec\":{\"source\":{\"path\":\"new\"}}}", "merge");
    client
        .applications()
        .patch(
            SHOP,
            "[{\"op\":\"add\",\"path\":\"/spec/syncPolicy/syncOptions/-\",\"value\":\"A=true\"},"
                + "{\"op\":\"test\",\"path\":\"/spec/project\",\"value\":\"default\"}]",
            "json");
    assertThat(fixture.applications.tree("shop").text("spec", "source", "path")).contains("new");
    assertThat(
            Json.text(fixture.applications.tree("shop").list("spec", "syncPolicy", "syncOptions")))
        .isEqualTo("[\"CreateNamespace=true\",\"A=true\"]");
    assertThat(
            refused(() ->
                    client
                        .applications()
                        .patch(SHOP, "[{\"op\":\"remove\",\"path\":\"/spec/nope\"}]", "json"))
                .message())
        .isEqualTo("error applying patch: there is no \"nope\"");
  }

  /** Half a tree looks like a whole one to who reads it as Argo CD's. */
  @Test
  void aServerWithoutControllerRefusesWhatOnlyThatKnows() {
    fixture.recorded = false;
    KilterClient server = fixture.client();
    assertThat(refused(() -> server.applications().resourceTree(SHOP)).kind())
        .isEqualTo(ProblemKind.CONTROLLER_ABSENT);
    assertThat(refused(() -> server.applications().explain(SHOP)).kind())
        .isEqualTo(ProblemKind.CONTROLLER_ABSENT);
    assertThat(server.applications().list(ListQuery.ALL)).hasSize(1);
  }

  @Test
  void withoutControllerTheResourceAnswersAndSaysSo() {
    assertThat(client.applications().resourceTree(SHOP).text("kilter", "notice"))
        .isEqualTo("No controller answers. This is what the custom resource alone says.");
    assertThat(client.applications().resourceTree(SHOP).documents("nodes")).hasSize(2);
    assertThat(client.applications().explain(SHOP).text("headline"))
        .isEqualTo("\"shop\" is OutOfSync and Degraded.");
    assertThat(refused(() -> client.applications().manifests(SHOP, AtRevisions.COMPARED)).kind())
        .isEqualTo(ProblemKind.CONTROLLER_ABSENT);
    assertThat(
            client.applications().managedResources(SHOP, AtRevisions.COMPARED).documents("items"))
        .hasSize(2);
    assertThat(
            refused(() ->
                    client
                        .applications()
                        .managedResources(SHOP, new AtRevisions(List.of("v2"), List.of())))
                .kind())
        .isEqualTo(ProblemKind.CONTROLLER_ABSENT);
  }

  @Test
  void credentialsGoInAndNeverComeOut() {
    Document repository =
        Document.EMPTY
            .with("https://git.acme.io/shop", "repo")
            .with("ana", "username")
            .with("s3cret", "password");
    client.repositories().create(repository, false);
    assertThat(client.repositories().list().toString()).contains("ana").doesNotContain("s3cret");
    assertThat(fixture.repositories.getFirst().credentials()).containsEntry("password", "s3cret");
    client.repositories().delete("https://git.acme.io/shop");
    assertThat(client.repositories().list()).isEmpty();
  }

  @Test
  void aMissingApplicationIsNamedWithWhereItWasLookedFor() {
    Problem problem =
        refused(() ->
            client.applications().get(new dev.kilter.api.client.AppRef("nope", ""), Refresh.NONE));
    assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND);
    assertThat(problem.message()).isEqualTo("applications.argoproj.io \"nope\" not found");
    assertThat(problem.why()).isEqualTo("Looked in namespace \"argocd\".");
  }
}
