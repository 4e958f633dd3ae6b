package dev.kilter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import org.junit.jupiter.api.Test;

class ChangeCommandsTest {
  private static final String APP = "/api/v1/applications/shop";

  private static final String WELL =
      Samples.SHOP.replace("OutOfSync", "Synced").replace("Degraded", "Healthy");

  private static final String RUNNING =
      """
      metadata: {name: shop, namespace: argocd}
      spec: {destination: {name: in-cluster, namespace: shop}}
      operation: {sync: {}}
      status:
        operationState:
          phase: Running
          message: waiting for healthy state of apps/Deployment/api
          syncResult:
            revision: v2
            resources:
            - {group: apps, kind: Deployment, namespace: shop, name: api, status: Synced, message: configured}
      """;

  private static final String[] FOUR_LINES = {
    "✗ ", "\n  why:     ", "\n  do this: ", "\n  details: "
  };

  private final Recorded cli = new Recorded();

  @Test
  void syncsAndFollowsItToTheEnd() {
    cli.answer("POST " + APP + "/sync", RUNNING)
        .answer("GET " + APP, RUNNING)
        .answer("GET " + APP, RUNNING)
        .answer("GET " + APP, WELL);
    assertThat(cli.run("app sync shop --prune --revision v2 --resource apps:Deployment:shop/api"))
        .isZero();
    assertThat(cli.calls.getFirst())
        .isEqualTo(
            "POST /api/v1/applications/shop/sync {\"revision\":\"v2\",\"prune\":true,"
                + "\"dryRun\":false,\"strategy\":{\"hook\":{\"force\":false}},\"resources\":"
                + "[{\"group\":\"apps\",\"kind\":\"Deployment\",\"namespace\":\"shop\","
                + "\"name\":\"api\"}],\"infos\":[]}");
    assertThat(cli.err())
        .isEqualTo(
            """
            ► shop  v2  to shop on in-cluster
            ✔ apps/Deployment shop/api  configured
              waiting for healthy state of apps/Deployment/api
            ✔ shop: Synced, Healthy
            """);
    assertThat(cli.out())
        .isEqualTo(
            "✔ argocd/shop  Synced at 9f31c2a  Healthy  last sync Succeeded: successfully synced\n");
  }

  @Test
  void aFailedSyncSaysWhy() {
    cli.answer("POST " + APP + "/sync", RUNNING)
        .answer(
            "GET " + APP,
            """
            metadata: {name: shop, namespace: argocd}
            status:
              operationState:
                phase: Failed
                message: one or more objects failed to apply
                syncResult:
                  resources:
                  - {kind: Service, namespace: shop, name: api, status: SyncFailed, message: port is taken}
            """);
    assertThat(cli.run("app sync shop")).isEqualTo(1);
    assertThat(cli.err())
        .endsWith(
            """
            ✗ The sync of "shop" failed.
              why:     Service shop/api: port is taken
              do this: kilter app explain shop
              details: Operation has completed with phase: Failed, one or more objects failed to apply
            """);
    assertThat(cli.run("app sync shop --exit-codes=detailed")).isEqualTo(25);
  }

  @Test
  void aWaitGivesUpAndSaysThatItGoesOn() {
    cli.answer("GET " + APP, RUNNING);
    assertThat(cli.run("app wait shop --timeout 65")).isEqualTo(20);
    assertThat(cli.err())
        .contains("still waiting after 30 s: waiting for healthy state of apps/Deployment/api")
        .contains("still waiting after 60 s")
        .contains("✗ \"shop\" is not there yet after 65 s.");
    assertThat(cli.run("app wait shop --timeout 1 --exit-codes detailed")).isEqualTo(26);
  }

  @Test
  void aSyncThatTakesTooLongSaysThatItGoesOnAndHowToStopIt() {
    cli.answer("POST " + APP + "/sync", RUNNING).answer("GET " + APP, RUNNING);
    assertThat(cli.run("app sync shop --timeout 5")).isEqualTo(20);
    assertThat(cli.err())
        .endsWith(
            """
            ✗ "shop" is not there yet after 5 s.
              why:     The sync goes on in the cluster; terminate-op stops it.
              do this: kilter app wait shop
                       kilter app get shop
                       kilter app terminate-op shop
              details: KIL-401, timed out (5s) waiting for app "shop" match desired state
            """);
  }

  @Test
  void aSyncLeftAloneSaysThatItGoesOnAndHowToStopIt() {
    cli.answer("POST " + APP + "/sync", RUNNING).answer("GET " + APP, RUNNING);
    cli.looks = 5;
    assertThat(cli.run("app sync shop")).isEqualTo(130);
    assertThat(cli.err())
        .endsWith(
            """
            ✗ Stopped waiting for "shop".
              why:     The sync goes on in the cluster; terminate-op stops it.
              do this: kilter app wait shop
                       kilter app get shop
                       kilter app terminate-op shop
              details: interrupted after 2 s
            """);
  }

  @Test
  void aWaitLeftAloneSaysWhatGoesOn() {
    cli.answer("GET " + APP, Samples.SHOP)
        .answer("GET " + APP, Samples.SHOP.replace("managedFields", "deletionTimestamp: x, y"))
        .answer("DELETE " + APP, "{}");
    cli.looks = 1;
    assertThat(cli.run("app wait shop")).isEqualTo(130);
    assertThat(cli.err())
        .endsWith(
            """
            ✗ Stopped waiting for "shop".
              why:     The controller goes on looking after it.
              do this: kilter app get shop
                       kilter app wait shop
              details: interrupted after 0 s
            """);
    cli.looks = 1;
    assertThat(cli.run("app delete shop --wait")).isEqualTo(130);
    assertThat(cli.err())
        .contains(
            "  why:     The deletion goes on in the cluster.\n  do this: kilter app get shop\n");
  }

  @Test
  void aHeldApplicationIsNotWaitedForInTheWrongColour() {
    String held = Samples.held(WELL).replace("status: Synced, rev", "status: OutOfSync, rev");
    cli.answer("POST " + APP + "/rollback", RUNNING).answer("GET " + APP, held);
    assertThat(cli.run("app rollback shop 11 --hold")).isZero();
    assertThat(cli.err()).contains("✔ shop: OutOfSync, Healthy, held\n");
    assertThat(cli.out()).startsWith("✔ argocd/shop  OutOfSync from 9f31c2a  Healthy  held  last");
  }

  @Test
  void aWaitTellsTheReasonWhileItLastsAndWhenItGivesUp() {
    cli.answer("GET " + APP, Samples.SHOP)
        .answer("GET /api/v1/ext/applications/shop/explain", Samples.EXPLAINED);
    assertThat(cli.run("app wait shop --health --timeout 10")).isEqualTo(20);
    assertThat(cli.err())
        .containsOnlyOnce("◎ shop: 2 of 3 pods cannot pull api:1.9.2: tag not found.\n")
        .endsWith(
            """
            ✗ "shop" is not there yet after 10 s.
              why:     2 of 3 pods cannot pull api:1.9.2: tag not found.
                       came with 9f31c2a "bump api" by ben
                       The controller goes on looking after it.
              do this: kilter app rollback shop 11 --hold
                       kilter app get shop
                       kilter app wait shop
              details: KIL-401, timed out (10s) waiting for app "shop" match desired state
            """);
  }

  @Test
  void aWaitDoesNotRepeatAReasonThatOnlyGrowsOlder() {
    cli.answer("GET " + APP, Samples.SHOP)
        .answer(
            "GET /api/v1/ext/applications/shop/explain",
            "headline: 'Not healthy for 4 s: api crashes.'")
        .answer(
            "GET /api/v1/ext/applications/shop/explain",
            "headline: 'Not healthy for 2 min: api crashes.'");
    assertThat(cli.run("app wait shop --health --timeout 10")).isEqualTo(20);
    assertThat(cli.err())
        .containsOnlyOnce("◎ shop: Not healthy for")
        .contains("  why:     Not healthy for 2 min: api crashes.");
  }

  @Test
  void aWaitEndsWhenAllIsWell() {
    cli.answer("GET " + APP, Samples.SHOP).answer("GET " + APP, WELL);
    assertThat(cli.run("app wait shop -o name")).isZero();
    assertThat(cli.out()).isEqualTo("argocd/shop\n");
  }

  @Test
  void aWaitMayLookAtSomeObjectsOnly() {
    cli.answer("GET " + APP, Samples.SHOP);
    assertThat(cli.run("app wait shop --health --resource :Service:api --timeout 5")).isZero();
    assertThat(cli.run("app wait shop --health --resource apps:Deployment:api --timeout 5"))
        .isEqualTo(20);
    assertThat(cli.run("app wait shop --degraded --timeout 5")).isZero();
  }

  @Test
  void aPersonSeesTheStepsRedrawn() {
    cli.terminal = Recorded.person(24);
    cli.answer("GET " + APP, RUNNING).answer("GET " + APP, WELL);
    cli.variable("NO_COLOR", "1");
    assertThat(cli.run("app wait shop")).isZero();
    assertThat(cli.err())
        .isEqualTo(
            """
            \u001b[?7l> shop  v2  to shop on in-cluster
            + apps/Deployment shop/api  configured
              waiting for healthy state of apps/Deployment/api
            \u001b[?7h\u001b[3A\u001b[J\u001b[?7l+ shop: Synced, Healthy
            \u001b[?7h\
            """);
  }

  @Test
  void createsFromFlags() {
    cli.answer("POST /api/v1/applications", Samples.BLOG);
    assertThat(
            cli.run(
                "app create blog --repo https://git.acme.io/blog --path . --dest-namespace blog"
                    + " --sync-policy automated --auto-prune --self-heal --sync-option A=true"
                    + " --label team=web --set-finalizer"))
        .isZero();
    assertThat(cli.calls.getFirst())
        .isEqualTo(
            "POST /api/v1/applications validate=true {\"metadata\":{\"name\":\"blog\",\"labels\":"
                + "{\"team\":\"web\"},\"finalizers\":[\"resources-finalizer.argocd.argoproj.io\"]},"
                + "\"spec\":{\"source\":{\"repoURL\":\"https://git.acme.io/blog\",\"path\":\".\"},"
                + "\"destination\":{\"namespace\":\"blog\","
                + "\"server\":\"https://kubernetes.default.svc\"},\"syncPolicy\":{\"automated\":"
                + "{\"prune\":true,\"selfHeal\":true},\"syncOptions\":[\"A=true\"]},"
                + "\"project\":\"default\"}}");
    assertThat(cli.out()).isEqualTo("✔ application \"argocd/blog\" created\n");
  }

  @Test
  void createsFromStdin() {
    cli.input = Samples.BLOG;
    cli.answer("POST /api/v1/applications", Samples.BLOG);
    assertThat(cli.run("app create -f - --upsert --no-validate")).isZero();
    assertThat(cli.calls.getFirst())
        .startsWith(
            "POST /api/v1/applications upsert=true validate=false {\"metadata\":{\"name\":\"blog\"");
    cli.input = "a: [";
    assertThat(cli.run("app create -f -")).isEqualTo(1);
    assertThat(cli.err()).startsWith("✗ \"-\" is neither YAML nor JSON.\n  why:     line ");
  }

  @Test
  void setsWhatTheFlagsSayAndKeepsTheRest() {
    cli.answer("GET " + APP, Samples.SHOP).answer("PUT " + APP, Samples.SHOP);
    assertThat(cli.run("app set shop --revision v2 --sync-policy none")).isZero();
    assertThat(cli.calls.getLast())
        .contains("\"targetRevision\":\"v2\"")
        .contains("\"syncPolicy\":{}")
        .contains("\"path\":\"shop\"");
    assertThat(cli.run("app set shop --revision main")).isEqualTo(1);
    assertThat(cli.err()).startsWith("✗ Nothing to change.");
  }

  @Test
  void rollsBackAndHolds() {
    cli.answer("POST " + APP + "/rollback", RUNNING).answer("GET " + APP, WELL);
    assertThat(cli.run("app rollback shop 11 --hold --reason bad")).isZero();
    assertThat(cli.calls.getFirst())
        .startsWith("POST /api/v1/applications/shop/rollback {\"id\":11,")
        .contains("\"hold\":true", "\"reason\":\"bad\"");
    assertThat(cli.err()).endsWith("kilter app resume shop ends it\n");
  }

  @Test
  void deletesWithoutAskingOnlyWhereNobodyIsThere() {
    cli.answer("DELETE " + APP, "{}");
    assertThat(cli.run("app delete shop -p background")).isZero();
    assertThat(cli.calls.getLast())
        .isEqualTo("DELETE /api/v1/applications/shop cascade=true propagationPolicy=background");
    cli.terminal = Recorded.person(24);
    cli.input = "no\n";
    cli.calls.clear();
    assertThat(cli.run("app delete shop")).isZero();
    assertThat(cli.calls).isEmpty();
    cli.input = "shop\n";
    assertThat(cli.run("app delete shop")).isZero();
    assertThat(cli.calls).hasSize(1);
  }

  @Test
  void errorsHaveFourLinesAndExitCodes() {
    cli.answer(
        "DELETE " + APP + "/operation",
        Problem.of(ProblemKind.NOT_FOUND, "applications.argoproj.io \"shop\" not found")
            .saying(
                "There is no application \"shop\".",
                "Looked in namespace \"argocd\".",
                "kilter app list"));
    assertThat(cli.run("app terminate-op shop")).isEqualTo(20);
    assertThat(cli.err())
        .isEqualTo(
            """
            ✗ There is no application "shop".
              why:     Looked in namespace "argocd".
              do this: kilter app list
              details: KIL-301, applications.argoproj.io "shop" not found
            """);
    assertThat(cli.run("app terminate-op shop --exit-codes=detailed")).isEqualTo(23);
    assertThat(cli.run("app get elsewhere")).isEqualTo(20);
    assertThat(cli.run("app get elsewhere --exit-codes=detailed")).isEqualTo(28);
    assertThat(cli.err()).contains("connection refused");
  }

  @Test
  void wrongUseEndsWithOne() {
    for (String line :
        new String[] {
          "app get",
          "app get shop --nope",
          "app sync",
          "app list -o xml",
          "nope",
          "app nope",
          "app sync shop --resource x",
          "app wait shop -l a=b",
          "completion tcsh",
        }) {
      assertThat(cli.run(line)).describedAs(line).isEqualTo(1);
      assertThat(cli.err()).describedAs(line).startsWith("✗ ").contains(FOUR_LINES);
      assertThat(cli.out()).describedAs(line).isEmpty();
    }
    assertThat(cli.calls).isEmpty();
  }

  @Test
  void takesArgoCdsOwnSpellingOfAFlagThatIsFalse() {
    cli.answer("DELETE " + APP, "{}").answer("POST /api/v1/applications", Samples.BLOG);
    assertThat(cli.run("app delete shop --cascade=false")).isZero();
    assertThat(cli.calls.getLast()).isEqualTo("DELETE /api/v1/applications/shop cascade=false");
    assertThat(cli.run("app create blog --repo https://x/y --path . --validate=false")).isZero();
    assertThat(cli.calls.getLast()).contains("validate=false");
    cli.answer("GET " + APP, Samples.SHOP).answer("PUT " + APP, Samples.SHOP);
    assertThat(cli.run("app set shop --auto-prune=false --self-heal=true")).isZero();
    assertThat(cli.calls.getLast()).contains("\"automated\":{\"prune\":false,\"selfHeal\":true}");
  }

  @Test
  void setsEveryFlagOfAPlainSource() {
    cli.answer("GET " + APP, Samples.SHOP).answer("PUT " + APP, Samples.SHOP);
    assertThat(
            cli.run(
                "app set shop --tag-prefix v --directory-recurse --directory-include *.yaml"
                    + " --directory-exclude x --directory-disable-extension-filter"
                    + " --sync-retry-limit 3 --sync-retry-refresh --revision-history-limit 4"
                    + " --sync-option !Prune=false --dest-name east --source-name main --ref r"))
        .isZero();
    assertThat(cli.calls.getLast())
        .contains(
            "\"directory\":{\"recurse\":true,\"disableExtensionFilter\":true,"
                + "\"include\":\"*.yaml\",\"exclude\":\"x\"}",
            "\"tagPrefix\":\"v\"",
            "\"ref\":\"r\"",
            "\"name\":\"main\"",
            "\"destination\":{\"namespace\":\"shop\",\"name\":\"east\"}",
            "\"revisionHistoryLimit\":4",
            "\"retry\":{\"limit\":3,\"refresh\":true}");
  }

  @Test
  void showsTheChangesAndAsksBeforeItSyncs() {
    cli.answer("GET " + APP + "/managed-resources", Samples.MANAGED)
        .answer("POST " + APP + "/sync", RUNNING)
        .answer("GET " + APP, WELL);
    cli.input = "n\n";
    assertThat(cli.run("app sync shop --preview-changes")).isZero();
    assertThat(cli.out()).contains("~ apps/Deployment shop/api   changed by hand");
    assertThat(cli.err()).isEqualTo("Sync \"shop\"? (y/n) \"shop\" was not synced\n");
    assertThat(cli.calls).noneMatch(call -> call.startsWith("POST"));
    cli.input = "Y\n";
    assertThat(cli.run("app sync shop --preview-changes")).isZero();
    cli.input = "";
    assertThat(cli.run("app sync shop --preview-changes --assumeYes")).isZero();
    assertThat(cli.calls).filteredOn(call -> call.startsWith("POST")).hasSize(2);
  }

  @Test
  void showsAResultInEveryForm() {
    cli.answer("GET " + APP, WELL)
        .answer("GET " + APP + "/resource-tree", Samples.TREE)
        .answer("GET /api/v1/ext/applications/shop/explain", Samples.EXPLAINED);
    assertThat(cli.run("app wait shop -o tree")).isZero();
    assertThat(cli.out()).contains("└─Service/api  Healthy");
    assertThat(cli.run("app wait shop -o wide")).isZero();
    assertThat(cli.out()).contains("Sync Policy:", "Phase:         Succeeded");
    assertThat(cli.run("app wait shop -o json")).isZero();
    assertThat(cli.out()).startsWith("{");
  }

  @Test
  void addsRepositoriesWithoutShowingSecrets() {
    cli.answer("POST /api/v1/repositories", "{}");
    cli.input = "s3cret\n";
    assertThat(cli.run("repo add https://git.acme.io/shop --username ana --password -")).isZero();
    assertThat(cli.calls.getLast())
        .isEqualTo(
            "POST /api/v1/repositories {\"repo\":\"https://git.acme.io/shop\",\"type\":\"git\","
                + "\"username\":\"ana\",\"password\":\"s3cret\"}");
    assertThat(cli.out()).doesNotContain("s3cret");
  }

  @Test
  void createsProjects() {
    cli.answer("POST /api/v1/projects", "metadata: {name: shop}");
    assertThat(cli.run("proj create shop -s https://git.acme.io/* -d in-cluster,shop-*")).isZero();
    assertThat(cli.calls.getLast())
        .contains("\"sourceRepos\":[\"https://git.acme.io/*\"]")
        .contains("\"destinations\":[{\"name\":\"in-cluster\",\"namespace\":\"shop-*\"}]");
    cli.run(
        "proj create shop --allow-cluster-resource /Namespace --deny-cluster-resource a/B"
            + " --allow-namespaced-resource apps/Deployment --source-namespaces one,two"
            + " --orphaned-resources-warn");
    assertThat(cli.calls.getLast())
        .contains(
            "\"clusterResourceWhitelist\":[{\"group\":\"\",\"kind\":\"Namespace\"}]",
            "\"clusterResourceBlacklist\":[{\"group\":\"a\",\"kind\":\"B\"}]",
            "\"namespaceResourceWhitelist\":[{\"group\":\"apps\",\"kind\":\"Deployment\"}]",
            "\"sourceNamespaces\":[\"one\",\"two\"]",
            "\"orphanedResources\":{\"warn\":true}");
  }

  @Test
  void connectsWhereTheFlagsAndTheEnvironmentSay() {
    cli.answer("GET /api/version", "Version: 9.9.9");
    assertThat(cli.run("version --kubeconfig /k --context c")).isZero();
    assertThat(cli.connected.namespace()).isEqualTo("argocd");
    assertThat(cli.connected.kubeconfig()).isEqualTo("/k");
    assertThat(cli.out()).isEqualTo("kilter: 1.2.3\nkilter-server: 9.9.9\n");
    cli.variable("ARGOCD_NAMESPACE", "gitops");
    cli.run("version");
    assertThat(cli.connected.namespace()).isEqualTo("gitops");
    cli.run("--core version -n here");
    assertThat(cli.connected.namespace()).isEqualTo("here");
  }

  @Test
  void helpsAndCompletesWithoutConnecting() {
    assertThat(cli.run("--version")).isZero();
    assertThat(cli.out()).isEqualTo("kilter 1.2.3\n");
    assertThat(cli.run("app --help")).isZero();
    assertThat(cli.out()).contains("terminate-op");
    assertThat(cli.run("app sync --help")).isZero();
    assertThat(cli.out()).contains("--apply-out-of-sync-only");
    for (String shell : new String[] {"bash", "zsh", "fish"}) {
      assertThat(cli.run("completion " + shell)).isZero();
      assertThat(cli.out()).contains("terminate-op", "rollback");
    }
    assertThat(cli.run("crds apply --take-crds")).isZero();
    assertThat(cli.out()).isEqualTo("applications.argoproj.io taken over\n");
    assertThat(cli.calls).isEmpty();
  }
}
