package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kilter.sandbox.kube.KubeClient;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A controller with a namespace of its own as its control plane, and the command line beside it.
 */
final class Kilter implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(Long.getLong("soon", 60));
  private static final Pattern PORT = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");
  private static final String APPLICATIONS = "/apis/argoproj.io/v1alpha1/applications";

  private final Path folder;
  private final TestNamespace home;
  private final Path kubeconfig;
  private final HttpClient http = HttpClient.newHttpClient();
  private int starts;
  private volatile Running controller;

  private Kilter(Path folder, TestNamespace home, Path kubeconfig, List<String> flags) {
    this.folder = folder;
    this.home = home;
    this.kubeconfig = kubeconfig;
    this.controller = launch(flags);
  }

  /** The sandbox with the custom resources, which are made once a JVM. */
  private static final class CustomResources {
    private static final SharedSandbox SANDBOX = SharedSandbox.get();

    static {
      Program.kilter(Map.of(), "crds", "apply", "--kubeconfig", SANDBOX.kubeconfig().toString())
          .expect(0);
    }
  }

  /** Settings and a started controller; the custom resources are there afterwards. */
  static Kilter start(Path folder, String... flags) {
    return through(SharedSandbox.get().kubeconfig(), folder, flags);
  }

  /** One whose controller, and nobody else, reaches the API server by this kubeconfig. */
  static Kilter through(Path kubeconfig, Path folder, String... flags) {
    TestNamespace home = CustomResources.SANDBOX.namespace();
    home.create(
        "/api/v1/configmaps",
        SharedSandbox.json(
            """
            {"metadata":{"name":"argocd-cm","labels":{"app.kubernetes.io/part-of":"argocd"}},
             "data":{"kilter.sources.file":"true","installationID":"%s",
               "timeout.reconciliation":"5s","timeout.reconciliation.jitter":"0s"}}
            """
                .formatted(home.name())));
    home.create(
        "/api/v1/configmaps",
        SharedSandbox.json(
            """
            {"metadata":{"name":"argocd-cmd-params-cm",
               "labels":{"app.kubernetes.io/part-of":"argocd"}},
             "data":{"controller.sync.wave.delay.seconds":"0"}}
            """));
    return new Kilter(folder, home, kubeconfig, List.of(flags));
  }

  /** Starts the controller again after {@link #kill} or {@link #stop}. */
  void restart(String... flags) {
    controller = launch(List.of(flags));
  }

  /** A second controller of the same namespace, in the role of all; the caller ends it. */
  Running another() {
    return launch("all", List.of());
  }

  /** A server of the same namespace, apart from the controller; the caller ends it. */
  Running server() {
    return launch("server", List.of());
  }

  private Running launch(List<String> flags) {
    return launch("controller", flags);
  }

  private Running launch(String role, List<String> flags) {
    starts++;
    List<String> words = new ArrayList<>(List.of(Program.launcher().toString(), role));
    words.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    words.addAll(List.of("--namespace", home.name(), "--listen", "127.0.0.1:0"));
    words.addAll(List.of("--cache-dir", folder.resolve("cache-" + role).toString()));
    words.addAll(flags);
    Running started =
        Running.start(folder.resolve("controller-" + starts + ".log"), List.copyOf(words));
    return started.awaitText("listening on 127.0.0.1:");
  }

  void kill() {
    controller.kill();
  }

  void stop() {
    controller.end("TERM");
  }

  /** The process that runs now. */
  long pid() {
    return controller.process().pid();
  }

  /** The controller that runs. */
  Running controller() {
    return controller;
  }

  String log() {
    return controller.output();
  }

  /** The namespace that is the control plane. */
  TestNamespace home() {
    return home;
  }

  KubeClient client() {
    return home.client();
  }

  /** A command of a user, and whatever it says. */
  Program.Outcome run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--kubeconfig", SharedSandbox.get().kubeconfig().toString()));
    all.addAll(List.of("-n", home.name()));
    return Program.kilter(Map.of(), all.toArray(new String[0]));
  }

  /** What a command that succeeds prints. */
  String out(String... words) {
    return run(words).expect(0).out();
  }

  /** Creates an Application with a path in a repository and automated syncing. */
  void automated(String name, GitRepository repository, String path, String namespace) {
    create(
        name,
        spec(
            repository.url(), path, namespace, "\"automated\":{\"prune\":true,\"selfHeal\":true}"));
  }

  /** Creates an Application that syncs when told to. */
  void manual(String name, GitRepository repository, String path, String namespace) {
    create(name, spec(repository.url(), path, namespace, ""));
  }

  static String spec(String url, String path, String namespace, String policy) {
    return """
    {"project":"default","source":{"repoURL":"%s","path":"%s","targetRevision":"main"},
     "destination":{"server":"https://kubernetes.default.svc","namespace":"%s"},
     "syncPolicy":{%s}}
    """
        .formatted(url, path, namespace, policy);
  }

  void create(String name, String spec) {
    home.create(
        APPLICATIONS,
        SharedSandbox.json(
            """
            {"apiVersion":"argoproj.io/v1alpha1","kind":"Application",
             "metadata":{"name":"%s"},"spec":%s}
            """
                .formatted(name, spec)));
  }

  /** The project that a controller makes by itself, unless it only observes. */
  void defaultProject() {
    home.create(
        "/apis/argoproj.io/v1alpha1/appprojects",
        SharedSandbox.json(
            """
            {"apiVersion":"argoproj.io/v1alpha1","kind":"AppProject",
             "metadata":{"name":"default"},
             "spec":{"sourceRepos":["*"],"destinations":[{"server":"*","namespace":"*"}],
               "clusterResourceWhitelist":[{"group":"*","kind":"*"}]}}
            """));
  }

  JsonNode application(String name) {
    return get(home.path(APPLICATIONS + "/" + name));
  }

  JsonNode get(String path) {
    try {
      return client().get(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean exists(String path) {
    try {
      return client().find(path).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the application's resource is as asserted; the one that was, not a later one. */
  JsonNode awaitApplication(String name, Consumer<JsonNode> wanted) {
    AtomicReference<JsonNode> asserted = new AtomicReference<>(MissingNode.getInstance());
    await(() -> {
      JsonNode application = application(name);
      assertThatObject(application)
          .describedAs(() -> application.path("status").toPrettyString())
          .satisfies(wanted);
      asserted.set(application);
    });
    return Objects.requireNonNull(asserted.get());
  }

  JsonNode awaitSync(String name, String sync, String health) {
    return awaitApplication(
        name,
        application -> {
          assertThat(application.at("/status/sync/status").asText()).isEqualTo(sync);
          assertThat(application.at("/status/health/status").asText()).isEqualTo(health);
        });
  }

  JsonNode awaitWell(String name) {
    return awaitSync(name, "Synced", "Healthy");
  }

  /** Waits for a condition of this type whose message holds all these texts. */
  JsonNode awaitCondition(String name, String type, String... texts) {
    return awaitApplication(
        name,
        application ->
            assertThat(application.at("/status/conditions"))
                .anySatisfy(condition -> {
                  assertThat(condition.path("type").asText()).isEqualTo(type);
                  assertThat(condition.path("message").asText()).contains(texts);
                }));
  }

  /** Waits until the assertion holds; what is not there yet may come. */
  void await(Runnable asserted) {
    Awaitility.await()
        .atMost(SOON)
        .ignoreException(UncheckedIOException.class)
        .untilAsserted(asserted::run);
  }

  /** Tells the controller of a push as GitHub would. */
  void push(GitRepository repository, String before) {
    String body =
        """
        {"ref":"refs/heads/main","before":"%s","after":"%s","commits":[],
         "repository":{"clone_url":"%s","html_url":"%s","default_branch":"main"}}
        """
            .formatted(before, repository.head(), repository.url(), repository.url());
    assertThat(webhook("push", body)).isEqualTo(200);
  }

  /** Commits what was written and tells the controller of it; the new commit. */
  String publish(GitRepository repository, String message) {
    String before = repository.head();
    String after = repository.commit(message);
    push(repository, before);
    return after;
  }

  /** The status code that the controller answers a webhook with. */
  int webhook(String event, String body) {
    return send(HttpRequest.newBuilder(address(controller, "/api/webhook"))
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", event)
            .POST(BodyPublishers.ofString(body))
            .build())
        .statusCode();
  }

  /** What a controller answers on a path that everybody may read. */
  HttpResponse<String> read(Running running, String path) {
    return send(HttpRequest.newBuilder(address(running, path)).build());
  }

  /** Where a process is called, without a path. */
  String root(Running running) {
    return address(running, "").toString();
  }

  private static URI address(Running running, String path) {
    Matcher port = PORT.matcher(running.output());
    assertThat(port.find()).isTrue();
    return URI.create("http://127.0.0.1:" + port.group(1) + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    controller.close();
    home.close();
  }
}
