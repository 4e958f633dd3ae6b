package dev.kilter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadCommandsTest {
  private static final String APP = "GET /api/v1/applications/shop";
  private static final String EXTENSION = "GET /api/v1/ext/applications/shop";

  private final Recorded cli =
      new Recorded()
          .answer("GET /api/v1/applications", Samples.LIST)
          .answer(APP, Samples.SHOP)
          .answer(APP + "/resource-tree", Samples.TREE)
          .answer(APP + "/managed-resources", Samples.MANAGED)
          .answer(APP + "/manifests", "manifests: ['{\"apiVersion\":\"v1\",\"kind\":\"Service\"}']")
          .answer(EXTENSION + "/explain", Samples.EXPLAINED)
          .answer(EXTENSION + "/journal", Samples.JOURNAL);

  private String shown(String line) {
    assertThat(cli.run(line)).describedAs(cli.err()).isZero();
    assertThat(cli.err()).isEmpty();
    return cli.out();
  }

  @Test
  void listsApplications() {
    assertThat(shown("app list"))
        .isEqualTo(
            """
            NAME         CLUSTER                         NAMESPACE  PROJECT  STATUS     HEALTH    SYNCPOLICY  CONDITIONS
            argocd/blog  in-cluster                      blog       web      Synced     Healthy   Manual      <none>
            argocd/shop  https://kubernetes.default.svc  shop       default  OutOfSync  Degraded  Auto-Prune  SyncError
            """);
    assertThat(shown("app list -o name")).isEqualTo("argocd/blog\nargocd/shop\n");
    assertThat(shown("app list -o wide -P shop"))
        .contains("REPO                          PATH  TARGET")
        .contains("https://git.acme.io/shop.git  shop  main")
        .doesNotContain("blog");
    assertThat(shown("app list -o tree"))
        .isEqualTo(
            """
            default
            └─argocd/shop  OutOfSync  Degraded
            web
            └─argocd/blog  Synced  Healthy
            """);
    assertThat(shown("app list -o json")).startsWith("[").contains("\"name\": \"shop\"");
  }

  @Test
  void asksForWhatTheFlagsSay() {
    cli.run("app list -l team=web -p default -r https://git.acme.io/shop -c in-cluster -N apps");
    assertThat(cli.calls.getLast())
        .isEqualTo(
            "GET /api/v1/applications selector=team=web repo=https://git.acme.io/shop"
                + " appNamespace=apps cluster=in-cluster projects=default");
  }

  @Test
  void showsOneApplicationFromTheVerdictDown() {
    assertThat(shown("app get shop"))
        .isEqualTo(
            """
            ✗ 2 of 3 pods cannot pull api:1.9.2: tag not found.   [Degraded · OutOfSync]
              came with 9f31c2a "bump api" by ben
              → go back: kilter app rollback shop 11 --hold

            Name:          argocd/shop
            Project:       default
            Server:        https://kubernetes.default.svc
            Namespace:     shop
            Repo:          https://git.acme.io/shop.git
            Target:        main
            Path:          shop
            Sync Policy:   Automated (Prune)
            Sync Status:   OutOfSync from main (9f31c2a)
            Health Status: Degraded
            Images:        api:1.9.2
            Compared:      60 s ago

            CONDITION  MESSAGE    LAST TRANSITION
            SyncError  it failed  2026-11-22T09:58:00Z

            GROUP  KIND        NAMESPACE  NAME  STATUS     HEALTH    HOOK  MESSAGE
            apps   Deployment  shop       api   OutOfSync  Degraded        2 of 3 ready
                   Service     shop       api   Synced     Healthy         service/api unchanged
            """);
    assertThat(shown("app get shop -o yaml"))
        .startsWith("apiVersion: argoproj.io/v1alpha1\n")
        .doesNotContain("managedFields");
    assertThat(shown("app get shop --show-operation")).contains("Phase:         Succeeded");
  }

  @Test
  void saysWhoHoldsAutoSyncOff() {
    Recorded held =
        new Recorded()
            .answer(APP, Samples.held(Samples.SHOP))
            .answer(EXTENSION + "/explain", Samples.EXPLAINED);
    assertThat(held.run("app get shop")).isZero();
    assertThat(held.out())
        .contains(
            "Hold:          held by ana since 2026-11-22T09:58:00Z (bad image), ends when Git asks for"
                + " something else; to end it now: kilter app resume shop\n");
  }

  @Test
  void aHeldApplicationThatIsHealthyIsWell() {
    Recorded held =
        new Recorded()
            .answer(APP, Samples.held(Samples.SHOP).replace("Degraded", "Healthy"))
            .answer(
                EXTENSION + "/explain",
                "headline: '\"shop\" is held after a rollback by ana, 2 min ago.'");
    assertThat(held.run("app get shop")).isZero();
    assertThat(held.out())
        .startsWith(
            "✔ \"shop\" is held after a rollback by ana, 2 min ago.   [Healthy · OutOfSync · held]\n");
    Recorded ill = new Recorded().answer(APP, Samples.held(Samples.SHOP));
    assertThat(ill.run("app get shop")).isZero();
    assertThat(ill.out()).startsWith("✗ ").contains("   [Degraded · OutOfSync · held]\n");
  }

  @Test
  void drawsTheTreeOfObjects() {
    assertThat(shown("app get shop -o tree"))
        .isEqualTo(
            """
            argocd/shop
            ├─Deployment/api  Degraded
            │ └─ReplicaSet/api-1
            │   └─Pod/api-1-x  Progressing
            └─Service/api  Healthy
            """);
    assertThat(shown("app resources shop"))
        .isEqualTo(
            """
            GROUP  KIND        NAMESPACE  NAME     HEALTH       ORPHANED
            apps   Deployment  shop       api      Degraded     No
            apps   ReplicaSet  shop       api-1                 No
                   Pod         shop       api-1-x  Progressing  No
                   Service     shop       api      Healthy      No
                   ConfigMap   shop       left                  Yes
            """);
    assertThat(shown("app resources shop --orphaned -o name")).isEqualTo("ConfigMap shop/left\n");
  }

  @Test
  void tellsTheHistoryWithWhoWhatAndWhich() {
    assertThat(shown("app history shop"))
        .isEqualTo(
            """
            ID  DATE                  BY                       REVISION  WHAT                                            IMAGES
            11  2026-11-20T10:00:00Z  ana                      aaaaaaa
            12  2026-11-22T09:51:00Z  auto-sync                9f31c2a   ben: bump api                                   api:1.9.1 -> api:1.9.2
            -   2026-11-22T09:53:10Z  kubectl-scale (by hand)            Deployment/api: spec.replicas 2 → 5, reverted
            -   2026-11-22T09:55:07Z  self-heal                9f31c2a   Succeeded: successfully synced (all tasks run)
            """);
    assertThat(shown("app history shop -o id")).isEqualTo("11\n12\n");
    assertThat(shown("app history shop -o tree"))
        .contains("wave 0  41000 ms")
        .contains("by kubectl-scale (by hand)  Deployment/api: spec.replicas 2 → 5, reverted");
  }

  @Test
  void explains() {
    assertThat(shown("app explain shop"))
        .isEqualTo(
            """
            2 of 3 pods cannot pull api:1.9.2: tag not found.  (for 6 min)
              Deployment/api
              came with 9f31c2a "bump api" by ben
            → go back: kilter app rollback shop 11 --hold
            """);
    assertThat(shown("app explain shop -o name")).isEqualTo("ImagePull\n");
    Recorded aged =
        new Recorded()
            .answer(
                EXTENSION + "/explain",
                Samples.EXPLAINED.replace("'2 of 3 pods", "'Not healthy for 6 min: 2 of 3 pods"));
    assertThat(aged.run("app explain shop")).isZero();
    assertThat(aged.out())
        .as("the age once")
        .startsWith("Not healthy for 6 min: 2 of 3 pods cannot pull api:1.9.2: tag not found.\n");
  }

  @Test
  void showsWhatDiffersAndWhoMadeItSo() {
    assertThat(cli.run("app diff shop")).isEqualTo(1);
    assertThat(cli.out())
        .isEqualTo(
            """
            ~ apps/Deployment shop/api   changed by hand: kubectl-edit
                spec.replicas: 5 -> 3
            + ConfigMap shop/new   never applied
            """);
    assertThat(cli.run("app diff shop --yaml")).isEqualTo(1);
    assertThat(cli.out())
        .contains(
            """
            @@ -1,3 +1,3 @@
             kind: Deployment
             spec:
            -  replicas: 5
            +  replicas: 3
            """);
    assertThat(cli.run("app diff shop --no-exit-code")).isZero();
    assertThat(cli.run("app diff shop --diff-exit-code 7")).isEqualTo(7);
    assertThat(cli.run("app diff shop -o name")).isEqualTo(1);
    assertThat(cli.out()).isEqualTo("apps/Deployment shop/api\nConfigMap shop/new\n");
  }

  @Test
  void comparesWithAnotherRevision() {
    assertThat(cli.run("app diff shop --revision v2")).isEqualTo(1);
    assertThat(cli.calls.getLast())
        .isEqualTo("GET /api/v1/applications/shop/managed-resources revision=v2");
  }

  @Test
  void comparesSourcesWithOtherRevisions() {
    String one = "app diff shop --revisions v2,v3 --source-positions 1,3";
    assertThat(cli.run(one)).isEqualTo(1);
    assertThat(cli.calls.getLast())
        .as("the first of each")
        .isEqualTo(
            "GET /api/v1/applications/shop/managed-resources revisions=v2 sourcePositions=1");
    shown("app manifests shop --revisions v2 --source-positions 2");
    assertThat(cli.calls.getLast())
        .isEqualTo("GET /api/v1/applications/shop/manifests revisions=v2 sourcePositions=2");
    assertThat(cli.run("app diff shop --revisions v2 --source-names none")).isNotZero();
    assertThat(cli.err()).contains("has no source named \"none\"");
  }

  @Test
  void showsNewLinesAloneWhereNobodyWatches() {
    Recorded moving =
        new Recorded()
            .answer("GET /api/v1/applications", Samples.LIST)
            .answer("GET /api/v1/applications", Samples.LIST)
            .answer("GET /api/v1/applications", Samples.LIST.replace("Degraded", "Healthy"));
    moving.looks = 3;
    assertThat(moving.run("app list -w")).isZero();
    assertThat(moving.out().lines())
        .hasSize(4)
        .last()
        .asString()
        .startsWith("argocd/shop ")
        .contains("OutOfSync  Healthy");
  }

  @Test
  void redrawsInPlaceWhereAPersonWatches() {
    Recorded moving =
        new Recorded()
            .answer("GET /api/v1/applications", Samples.LIST)
            .answer("GET /api/v1/applications", Samples.LIST.replace("Degraded", "Healthy"))
            .variable("NO_COLOR", "1");
    moving.terminal = Recorded.person(3);
    moving.looks = 2;
    assertThat(moving.run("app list --watch -o name")).isZero();
    assertThat(moving.out()).isEqualTo("\u001b[?7largocd/blog\nargocd/shop\n\u001b[?7h");
    moving.looks = 2;
    moving.run("app list --watch");
    assertThat(moving.out()).startsWith("\u001b[?7l2 lines more\nargocd/shop");
  }

  @Test
  void handsDifferencesToTheUsersOwnProgram() {
    cli.variable("KUBECTL_EXTERNAL_DIFF", "diff -U0");
    assertThat(cli.run("app diff shop")).isEqualTo(1);
    assertThat(cli.out())
        .contains("===== apps/Deployment shop/api ======")
        .contains("-  replicas: 5");
  }

  @Test
  void printsManifests() {
    assertThat(shown("app manifests shop")).isEqualTo("---\napiVersion: v1\nkind: Service\n");
    assertThat(shown("app manifests shop --source live")).contains("replicas: 5");
  }

  @Test
  void tellsOnStderrThatNoControllerAnswers() {
    Recorded alone =
        new Recorded()
            .answer(
                EXTENSION + "/explain", "headline: shop is Synced.\nkilter: {notice: Nobody.}\n");
    assertThat(alone.run("app explain shop")).isZero();
    assertThat(alone.out()).isEqualTo("shop is Synced.\n");
    assertThat(alone.err()).isEqualTo("• Nobody.\n");
  }

  @Test
  void listsProjectsAndRepositories() {
    cli.answer(
            "GET /api/v1/projects",
            """
            items:
            - metadata: {name: default}
              spec: {sourceRepos: ['*'], destinations: [{server: '*', namespace: '*'}]}
            """)
        .answer(
            "GET /api/v1/repositories",
            "items: [{repo: 'https://git.acme.io/shop', type: git, hasCredentials: true}]");
    assertThat(shown("proj list"))
        .isEqualTo(
            """
            NAME     DESCRIPTION  DESTINATIONS  SOURCES  CLUSTER-RESOURCE-WHITELIST  NAMESPACE-RESOURCE-BLACKLIST  ORPHANED-RESOURCES
            default               *,*           *        <none>                      <none>                        disabled
            """);
    assertThat(shown("repo list"))
        .isEqualTo(
            """
            TYPE  NAME  REPO                      INSECURE  OCI    LFS    CREDS  PROJECT
            git         https://git.acme.io/shop  false     false  false  true
            """);
  }
}
