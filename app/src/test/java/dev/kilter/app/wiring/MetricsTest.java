package dev.kilter.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kilter.app.wiring.ControllerOptions.Duties;
import dev.kilter.cluster.Connections;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import dev.kilter.store.crds.CrdInstaller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole controller on a real API server: what Prometheus gets to see of it. */
class MetricsTest {
  private static final Duration SOON = Duration.ofSeconds(Long.getLong("soon", 60));
  private static final String IN_CLUSTER = "https://kubernetes.default.svc";

  private static final String ARGO_CD =
      """
      argocd_app_condition{condition,name,namespace,project} gauge
      argocd_app_info{autosync_enabled,dest_namespace,dest_server,health_status,name,namespace,operation,project,repo,sync_status} gauge
      argocd_app_k8s_request_total{dry_run,name,namespace,project,resource_kind,resource_namespace,response_code,server,verb} counter
      argocd_app_labels{label_team_name,name,namespace,project} gauge
      argocd_app_reconcile{dest_server,namespace} histogram
      argocd_app_sync_duration_seconds_total{dest_server,name,namespace,project} counter
      argocd_app_sync_total{dest_server,dry_run,name,namespace,phase,project} counter
      argocd_cluster_api_resource_objects{server} gauge
      argocd_cluster_api_resources{server} gauge
      argocd_cluster_cache_age_seconds{server} gauge
      argocd_cluster_connection_status{k8s_version,server} gauge
      argocd_cluster_events_total{group,kind,server} counter
      argocd_cluster_info{k8s_version,name,server} gauge
      argocd_git_lsremote_fail_total{repo,revision} counter
      argocd_git_request_duration_seconds{repo,request_type} histogram
      argocd_git_request_total{repo,request_type} counter
      argocd_kubectl_exec_pending{command,hostname} gauge
      argocd_kubectl_exec_total{command,hostname} counter
      argocd_kubectl_request_duration_seconds{host,verb} histogram
      argocd_kubectl_request_size_bytes{host,method} histogram
      argocd_kubectl_requests_total{code,host,method} counter
      argocd_kubectl_response_size_bytes{host,method} histogram
      """;

  private static final String OWN =
      """
      kilter_cluster_writes_in_flight{server} gauge
      kilter_cluster_writes_limit{server} gauge
      kilter_cluster_writes_waiting{server} gauge
      kilter_command_duration_seconds{kind} summary
      kilter_commands_in_flight{} gauge
      kilter_compared_objects_total{verdict} counter
      kilter_comparisons_total{outcome} counter
      kilter_evaluations_running{} gauge
      kilter_loop_events_total{kind} counter
      kilter_loop_lag_seconds{} histogram
      kilter_loop_queue_depth{} gauge
      kilter_loop_turn_seconds{} histogram
      kilter_renders_total{outcome,reused} counter
      """;

  private static final String QUEUES =
      """
      workqueue_adds_total{controller,name} counter
      workqueue_depth{controller,name} gauge
      workqueue_work_duration_seconds{controller,name} histogram
      """;

  @TempDir Path folder;
  private final SharedSandbox sandbox = SharedSandbox.get();
  private final TestNamespace home = sandbox.namespace();
  private final Connections connections =
      Connections.fromKubeconfig(sandbox.kubeconfig(), "", InstantSource.system());
  private ControllerProcess process;

  @BeforeEach
  void start() throws Exception {
    CrdInstaller.apply(connections.home(), CrdInstaller.Existing.KEEP);
    settings(
        "argocd-cm", "\"kilter.sources.file\":\"true\",\"installationID\":\"" + home.name() + "\"");
    settings(
        "argocd-cmd-params-cm",
        "\"controller.metrics.application.labels\":\"team-name\","
            + "\"controller.metrics.application.conditions\":\"ComparisonError\"");
    process =
        ControllerProcess.start(
            new ControllerOptions(
                connections,
                home.name(),
                folder.resolve("cache"),
                "127.0.0.1",
                0,
                new Duties(false, false)),
            () -> {});
  }

  @AfterEach
  void stop() {
    process.close();
    home.close();
  }

  private void settings(String name, String data) {
    home.create(
        "/api/v1/configmaps",
        SharedSandbox.json(
            "{\"metadata\":{\"name\":\"%s\",\"labels\":{\"app.kubernetes.io/part-of\":\"argocd\"}},\"data\":{%s}}"
                .formatted(name, data)));
  }

  @Test
  void tellsWhatArgoCdTellsUnderItsNames() throws Exception {
    application("web", repository());
    application("broken", folder.resolve("absent").toUri().toString());
    await().atMost(SOON).until(() -> synced(Scrape.of(process.port())));
    Scrape scrape = Scrape.of(process.port());
    assertThat(String.join("\n", scrape.shapes("argocd_"))).isEqualTo(ARGO_CD.strip());
    assertThat(
            scrape.value(
                "argocd_app_info",
                "name",
                "web",
                "project",
                "default",
                "dest_server",
                IN_CLUSTER,
                "dest_namespace",
                home.name(),
                "autosync_enabled",
                "true",
                "health_status",
                "Healthy"))
        .isEqualTo(1);
    assertThat(scrape.value("argocd_app_labels", "name", "web", "label_team_name", "red"))
        .isEqualTo(1);
    assertThat(scrape.value("argocd_app_reconcile_count", "dest_server", IN_CLUSTER))
        .isGreaterThanOrEqualTo(2);
    assertThat(
            scrape.value(
                "argocd_app_k8s_request_total",
                "name",
                "web",
                "verb",
                "Patch",
                "resource_kind",
                "configmaps",
                "resource_namespace",
                home.name(),
                "dry_run",
                "false"))
        .isEqualTo(1);
    assertThat(scrape.value("argocd_git_request_total", "request_type", "fetch")).isEqualTo(1);
    assertThat(scrape.value("argocd_git_lsremote_fail_total", "revision", "main")).isPositive();
    assertThat(scrape.value("argocd_kubectl_exec_total", "command", "apply")).isEqualTo(1);
    assertThat(scrape.value("argocd_kubectl_exec_pending")).isZero();
    assertThat(scrape.value("argocd_cluster_connection_status", "server", IN_CLUSTER)).isEqualTo(1);
    assertThat(scrape.value("argocd_cluster_api_resource_objects")).isGreaterThan(10);
    assertThat(scrape.value("argocd_cluster_api_resources")).isGreaterThan(10);
    assertThat(scrape.value("argocd_cluster_cache_age_seconds")).isBetween(0.0, 600.0);
    assertThat(scrape.value("argocd_cluster_info", "name", "in-cluster")).isEqualTo(1);
  }

  @Test
  void tellsHowTheLoopDoes() throws Exception {
    application("web", repository());
    await()
        .atMost(SOON)
        .until(() ->
            Scrape.of(process.port()).value("kilter_compared_objects_total", "verdict", "computed")
                >= 1);
    Scrape scrape = Scrape.of(process.port());
    assertThat(String.join("\n", scrape.shapes("kilter_"))).isEqualTo(OWN.strip());
    assertThat(String.join("\n", scrape.shapes("workqueue_"))).isEqualTo(QUEUES.strip());
    assertThat(scrape.value("kilter_renders_total", "outcome", "rendered", "reused", "false"))
        .isEqualTo(1);
    assertThat(scrape.value("kilter_loop_events_total", "kind", "ApplicationUpserted"))
        .isPositive();
    assertThat(scrape.value("kilter_cluster_writes_limit")).isBetween(1.0, 32.0);
    assertThat(scrape.value("workqueue_adds_total", "name", "app_reconciliation_queue"))
        .isGreaterThanOrEqualTo(2);
    assertThat(scrape.type("process_cpu_usage")).isEqualTo("gauge");
    assertThat(scrape.type("jvm_memory_used_bytes")).isEqualTo("gauge");
  }

  private static boolean synced(Scrape scrape) {
    return scrape.value("argocd_app_info", "name", "web", "sync_status", "Synced", "operation", "")
            == 1
        && scrape.value("argocd_app_sync_total", "phase", "Succeeded") == 1
        && scrape.value("argocd_app_condition", "name", "broken") == 1
        && scrape.value("argocd_cluster_events_total", "kind", "ConfigMap") >= 1;
  }

  private String repository() throws Exception {
    Path tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("web"));
    Files.writeString(
        tree.resolve("web/config.yaml"),
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shown}\ndata: {a: b}\n");
    try (Git git = Git.init().setInitialBranch("main").setDirectory(tree.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit()
          .setSign(false)
          .setMessage("first")
          .setAuthor("Ann", "ann@example.com")
          .setCommitter("Ann", "ann@example.com")
          .call();
    }
    return tree.toUri().toString();
  }

  private void application(String name, String repository) {
    home.create(
        "/apis/argoproj.io/v1alpha1/applications",
        SharedSandbox.json(
            """
            {"apiVersion":"argoproj.io/v1alpha1","kind":"Application",
             "metadata":{"name":"%s","labels":{"team-name":"red"}},
             "spec":{"project":"default",
               "source":{"repoURL":"%s","path":"web","targetRevision":"main"},
               "destination":{"name":"in-cluster","namespace":"%s"},
               "syncPolicy":{"automated":{}}}}
            """
                .formatted(name, repository, home.name())));
  }
}
