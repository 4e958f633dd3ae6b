package dev.kilter.cluster;

import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.testkit.apiserver.ApiServer;
import dev.kilter.testkit.contract.ApiStory;
import dev.kilter.testkit.contract.ApiTeller;
import dev.kilter.testkit.contract.RandomStory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The model API server and the real one answer the same requests alike. */
class ApiServerContractTest {
  private static final Path DEFINITIONS =
      Path.of("../store/src/main/resources/dev/kilter/store/crds");
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
  private static final String SEED = "seed";
  private static final int RANDOM_STORIES = 6;
  private static final int RANDOM_STEPS = 60;
  private static final List<String> GROUPS =
      List.of(
          "api/v1",
          "apis/apps/v1",
          "apis/batch/v1",
          "apis/rbac.authorization.k8s.io/v1",
          "apis/apiextensions.k8s.io/v1");
  private static final Set<String> UNSTATED =
      Set.of("x-kubernetes-patch-merge-key", "x-kubernetes-patch-strategy", "x-kubernetes-unions");

  private static KubernetesApi real;
  private static ApiServer model;

  @BeforeAll
  static void define() throws IOException {
    real = new ClusterFixture(SharedSandbox.get().kubeconfig()).connections.home();
    model = new ApiServer("https://model", NOON);
    for (byte[] definition : definitions()) {
      real.send(definition(definition));
      model.send(definition(definition));
    }
    for (String path :
        List.of(
            "/apis/argoproj.io/v1alpha1/applications",
            "/apis/argoproj.io/v1alpha1/applicationsets",
            "/apis/kilter.dev/v1alpha1/applicationjournals")) {
      Awaitility.await().until(() -> real.send(ApiRequest.get(path)).ok());
    }
  }

  private static List<byte[]> definitions() throws IOException {
    List<byte[]> definitions = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(DEFINITIONS, "*.yaml")) {
      for (Path file : files) {
        definitions.add(Json.bytes(Yaml.parse(Files.readString(file))));
      }
    }
    return definitions;
  }

  private static ApiRequest definition(byte[] content) {
    return ApiRequest.of(
        "POST",
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        "application/json",
        content);
  }

  @TestFactory
  List<DynamicTest> tellsTheStoriesAlike() {
    return ApiStory.all().stream()
        .map(story -> DynamicTest.dynamicTest(story.name(), () -> alike(story)))
        .toList();
  }

  /** The same stories each time, so that a build tells the same twice; {@code -Dseed=…} another. */
  @Test
  void answersRandomRequestsAlike() throws IOException {
    String given = System.getProperty(SEED, "");
    long first = given.isEmpty() ? 1 : Long.parseLong(given);
    int stories = given.isEmpty() ? RANDOM_STORIES : 1;
    for (long seed = first; seed < first + stories; seed++) {
      String replay =
          "-pl cluster test -Dtest=ApiServerContractTest#answersRandomRequestsAlike -D%s=%d"
              .formatted(SEED, seed);
      System.out.println("model API server: " + replay);
      alike(new ApiStory(replay, RandomStory.steps(seed, RANDOM_STEPS)));
    }
  }

  private static void alike(ApiStory story) throws IOException {
    String namespace = SharedSandbox.get().namespace().name();
    try {
      byte[] body =
          Json.bytes(
              Map.of(
                  "metadata",
                  Map.of("name", namespace, "labels", Map.of("kilter.dev/test", "true"))));
      model
          .as("kilter-test")
          .send(ApiRequest.of("POST", "/api/v1/namespaces", "application/json", body));
      List<String> wanted = new ApiTeller(real, namespace, patience()).tell(story.steps());
      List<String> told =
          new ApiTeller(model, namespace, ApiServerContractTest::controllers).tell(story.steps());
      SoftAssertions differences = new SoftAssertions();
      for (int i = 0; i < wanted.size(); i++) {
        differences.assertThat(told.get(i)).as(story.name()).isEqualTo(wanted.get(i));
      }
      differences.assertAll();
    } finally {
      // may be gone: one story is about that
      real.send(new ApiRequest("DELETE", "/api/v1/namespaces/" + namespace, Optional.empty()));
    }
  }

  private static boolean controllers() {
    return model.collectGarbage() || model.finishNamespaces() || model.releaseClaims();
  }

  /** The real controllers act on their own; asking again is all that there is to do. */
  private static ApiTeller.Controllers patience() {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    return () -> System.nanoTime() < deadline;
  }

  /** The model knows fewer fields, but none that the real server has otherwise or not at all. */
  @Test
  void namesNothingButWhatTheRealServerHas() throws IOException {
    SoftAssertions differences = new SoftAssertions();
    for (String path : GROUPS) {
      Map<?, ?> wanted = schemas(real, path);
      schemas(model, path)
          .forEach((name, schema) ->
              differences
                  .assertThat(schema)
                  .as(path + " " + name)
                  .isEqualTo(shared(schema, wanted.get(name))));
    }
    differences.assertAll();
  }

  /** What is left of the real schema when only properties that the model names are kept. */
  private static @Nullable Object shared(Object named, @Nullable Object real) {
    if (!(named instanceof Map<?, ?> ours) || !(real instanceof Map<?, ?> theirs)) {
      return real;
    }
    Map<String, Object> kept = new TreeMap<>();
    theirs.forEach((key, value) -> {
      if (key.equals("properties") && value instanceof Map<?, ?> all) {
        Map<String, Object> fields = new TreeMap<>();
        all.forEach((field, schema) -> {
          if (ours.get(key) instanceof Map<?, ?> known && known.containsKey(field)) {
            fields.put(String.valueOf(field), schema);
          }
        });
        kept.put("properties", fields);
      } else {
        kept.put(String.valueOf(key), value);
      }
    });
    return kept;
  }

  private static Map<?, ?> schemas(KubernetesApi api, String path) throws IOException {
    byte[] content = api.send(ApiRequest.get("/openapi/v3/" + path)).content();
    return dev.kilter.model.manifest.Manifest.of(
            Json.object(
                Json.text(undescribed(Json.object(content))).getBytes(StandardCharsets.UTF_8)))
        .map("components", "schemas");
  }

  /** Without texts, values and hints for older patches: what is left says how objects merge. */
  private static Object undescribed(Object node) {
    if (node instanceof Map<?, ?> map) {
      Map<String, Object> left = new TreeMap<>();
      map.forEach((key, value) -> {
        boolean described = key.equals("description") && value instanceof String;
        boolean enumerated = key.equals("enum") && value instanceof List;
        if (!described && !enumerated && !UNSTATED.contains(String.valueOf(key))) {
          left.put(String.valueOf(key), undescribed(value));
        }
      });
      // a reference is wrapped exactly where a text stood beside it
      return left.size() == 1 && left.get("allOf") instanceof List<?> parts && parts.size() == 1
          ? parts.getFirst()
          : left;
    }
    return node instanceof List<?> list
        ? list.stream()
            .map(ApiServerContractTest::undescribed)
            .sorted(Comparator.comparing(String::valueOf))
            .toList()
        : node;
  }
}
