package dev.kilter.server.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.api.Document;
import dev.kilter.codec.Json;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.view.ApplicationViews;
import dev.kilter.server.http.HttpAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views over real HTTP say exactly what the views in-process say. */
class RemoteApplicationViewsTest {
  private final ApplicationViews local = new SampleViews();
  private final HttpAdapter http =
      HttpAdapter.listen(
          "127.0.0.1",
          0,
          new ViewsService(
              local, question -> Result.success(question.revisions().reversed()), () -> "t0ken"));
  private final Map<String, String> kubernetes = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final ObserverFile observer;
  private final RemoteApplicationViews remote;

  RemoteApplicationViewsTest(@TempDir Path folder) {
    observer = new ObserverFile(folder.resolve("observers"), "https://fake", "argocd");
    remote =
        new RemoteApplicationViews(
            new ControllerChannel(new Kubernetes(), "argocd", new JdkLoopbackHttp(), observer));
    advertise(new ControllerAddress.OnThisMachine(http.port()), "t0ken");
  }

  private void advertise(ControllerAddress address, String token) {
    put("configmaps/kilter-controller", Map.of("data", address.data()));
    byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
    put(
        "secrets/kilter-views",
        Map.of("data", Map.of("token", Base64.getEncoder().encodeToString(bytes))));
  }

  private void put(String resource, Object tree) {
    kubernetes.put("/api/v1/namespaces/argocd/" + resource, Json.text(tree));
  }

  @AfterEach
  void stop() {
    http.close();
  }

  @Test
  void everyViewIsTheSame() {
    List<Function<ApplicationViews, Result<?>>> questions = new ArrayList<>();
    for (ApplicationId id : List.of(SampleViews.SHOP, new ApplicationId("argocd", "nope"))) {
      questions.add(views -> views.tree(id));
      questions.add(views -> views.managedResources(id, List.of()));
      questions.add(views -> views.managedResources(id, List.of("", "gone")));
      questions.add(views -> views.manifests(id, List.of()));
      questions.add(views -> views.manifests(id, List.of("", "gone")));
      questions.add(views -> views.explain(id));
    }
    for (Function<ApplicationViews, Result<?>> question : questions) {
      assertThat((Object) question.apply(remote)).isEqualTo(question.apply(local));
    }
  }

  @Test
  void goesThroughThePodsProxyWhereTheControllerRunsInTheCluster() {
    advertise(new ControllerAddress.InPod("kilter-0", 8085), "t0ken");
    assertThat(remote.explain(SampleViews.SHOP)).isEqualTo(local.explain(SampleViews.SHOP));
    assertThat(asked.getLast())
        .isEqualTo(
            "POST /api/v1/namespaces/argocd/pods/kilter-0:8085/proxy/internal/views/explain");
  }

  @Test
  void saysThatNoControllerRunsAnswersOrBelievesTheToken() {
    advertise(new ControllerAddress.OnThisMachine(http.port()), "other");
    assertThat(absence())
        .isEqualTo("No controller answers: port " + http.port() + " answered HTTP 401.");
    advertise(new ControllerAddress.OnThisMachine(1), "t0ken");
    assertThat(absence()).startsWith("No controller answers: ");
    kubernetes.clear();
    assertThat(absence())
        .isEqualTo(
            "No controller runs: there is no ConfigMap \"kilter-controller\" in namespace"
                + " \"argocd\".");
  }

  @Test
  void asksAnObserverOnThisMachineWhereNoControllerAnswers() throws IOException {
    advertise(new ControllerAddress.OnThisMachine(1), "t0ken");
    ObserverFile.Spot spot = new ObserverFile.Spot(http.port(), "t0ken");
    observer.write(spot);
    assertThat(remote.explain(SampleViews.SHOP)).isEqualTo(local.explain(SampleViews.SHOP));
    observer.remove(new ObserverFile.Spot(1, "of one that ended before"));
    kubernetes.clear();
    assertThat(remote.tree(SampleViews.SHOP)).isEqualTo(local.tree(SampleViews.SHOP));
    observer.remove(spot);
    assertThat(absence()).startsWith("No controller runs");
  }

  @Test
  void saysThatNobodyAnswersWhereAnObserverWasKilled() throws IOException {
    kubernetes.clear();
    observer.write(new ObserverFile.Spot(1, "t0ken"));
    assertThat(absence()).startsWith("No controller runs");
  }

  @Test
  void asksAnObserverOfTheSameControlPlaneOnly(@TempDir Path folder) throws IOException {
    ObserverFile.Spot spot = new ObserverFile.Spot(http.port(), "t0ken");
    new ObserverFile(folder, "https://fake", "argocd").write(spot);
    assertThat(new ObserverFile(folder, "https://fake", "argocd").read()).contains(spot);
    assertThat(new ObserverFile(folder, "https://fake", "other").read()).isEmpty();
    assertThat(new ObserverFile(folder, "https://other", "argocd").read()).isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .singleElement()
          .satisfies(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }

  @Test
  void keepsObserversInTheUsersOwnCache() {
    assertThat(ObserverFile.standardFolder(Map.of(), "/home/ana"))
        .isEqualTo(Path.of("/home/ana/.cache/kilter/observers"));
    assertThat(ObserverFile.standardFolder(Map.of("XDG_CACHE_HOME", "/cache"), "/home/ana"))
        .isEqualTo(Path.of("/cache/kilter/observers"));
  }

  @Test
  void neverFollowsAnAddressOnAnotherMachine() {
    put("configmaps/kilter-controller", Map.of("data", Map.of("address", "10.0.0.1:80")));
    assertThat(absence()).startsWith("No controller runs");
  }

  private String absence() {
    return remote.explain(SampleViews.SHOP) instanceof Result.Failed<?>(var failure)
            && failure instanceof Failure.ControllerAbsent absent
        ? absent.message()
        : "";
  }

  /** Serves what was put, and carries the pod proxy's calls to the real port. */
  private final class Kubernetes implements KubernetesApi {
    @Override
    public String server() {
      return "https://fake";
    }

    @Override
    public ApiResponse send(ApiRequest request) throws IOException {
      asked.add(request.method() + " " + request.path());
      int proxy = request.path().indexOf("/proxy/");
      if (proxy > 0) {
        byte[] body = request.body().orElseThrow().content();
        return new ApiResponse(
            200,
            new JdkLoopbackHttp().post(http.port(), request.path().substring(proxy + 6), body),
            Optional.empty());
      }
      String content = kubernetes.get(request.path());
      return content == null
          ? new ApiResponse(404, new byte[0], Optional.empty())
          : new ApiResponse(200, content.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    @Override
    public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation) {
      throw new UnsupportedOperationException("nothing is streamed here");
    }
  }

  @Test
  void everyFailureTravels() {
    assertThat(
            FailureWire.failure(
                new Document(
                    FailureWire.tree(
                        new Failure.PathMissing("r", "v", "p", List.of("q"), "no such folder")))))
        .isEqualTo(new Failure.PathMissing("r", "v", "p", List.of("q"), "no such folder"));
    assertThat(
            FailureWire.failure(
                new Document(FailureWire.tree(new Failure.RenderFailed("a.yaml", 7, "tab")))))
        .isEqualTo(new Failure.RenderFailed("a.yaml", 7, "tab"));
    Failure untrusted =
        new Failure.RevisionUntrusted("r", "v", "Ana", "unsigned", "", "v by Ana: unsigned");
    assertThat(FailureWire.failure(new Document(FailureWire.tree(untrusted)))).isEqualTo(untrusted);
  }
}
