package dev.kilter.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kilter.codec.Json;
import dev.kilter.model.application.Destination;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.testkit.source.MemoryTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An API server that answers oddly: the victim's own, or both's with an odd object in it. */
final class HostileAnswers {
  private static final List<String> DOORS =
      List.of(
          "/version",
          "/api",
          "/apis",
          "/openapi/v3",
          "/openapi/v3/api/v1",
          "/api/v1/configmaps",
          "/api/v1/namespaces/victim/configmaps/keep",
          "/api/v1/namespaces/victim/configmaps/fresh");

  private HostileAnswers() {}

  static Attack attack(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> oddAnswer(random);
      case 3 -> oddStream(random);
      case 4 -> oddLine(random);
      case 5 -> errorEvent(random);
      default -> oddObject(random);
    };
  }

  private static Attack oddAnswer(Random random) {
    String door = Junk.one(random, DOORS);
    long seed = random.nextLong();
    boolean once = random.nextBoolean();
    String title = "answer " + new Random(seed).nextInt(12) + " at " + door;
    boolean lists = door.equals("/api/v1/configmaps");
    return Attack.any(
        title + (once ? ", once" : ""),
        toOwnCluster(
            new Distortion() {
              private final AtomicInteger told = new AtomicInteger();

              @Override
              public ApiResponse answer(ApiRequest request, ApiResponse honest) throws IOException {
                String path = request.path().replaceFirst("\\?.*", "");
                boolean mine = path.equals(door) && (!once || told.getAndIncrement() == 0);
                return mine ? odd(new Random(seed), honest) : honest;
              }

              @Override
              public int status(ApiRequest request) {
                return lists && request.path().contains("sendInitialEvents") ? 422 : 200;
              }
            }));
  }

  private static ApiResponse odd(Random random, ApiResponse honest) throws IOException {
    int kind = random.nextInt(12);
    byte[] content = honest.content();
    return switch (kind) {
      case 0 -> body(honest.status(), java.util.Arrays.copyOf(content, content.length / 2));
      case 1 -> body(200, "<html><body>Sign in</body></html>".getBytes(UTF_8));
      case 2 -> body(200, MemoryServer.status(500, "InternalError", "odd").content());
      case 3 -> MemoryServer.status(500, "InternalError", "x".repeat(1 << 20));
      case 4 -> body(200, new byte[0]);
      case 5 -> body(200, "[".repeat(100_000).getBytes(UTF_8));
      case 6 ->
          body(
              Junk.one(
                  random,
                  List.of(0, 201, 204, 301, 400, 401, 403, 404, 405, 409, 410, 422, 503, 999)),
              content);
      case 7 -> throw new IOException("connection reset");
      case 8 -> new ApiResponse(429, new byte[0], Optional.of(-1));
      default -> {
        Object tree = parsed(content);
        List<String> path = Junk.one(random, Junk.paths(tree));
        yield body(honest.status(), Json.bytes(Junk.replaced(tree, path, Junk.value(random))));
      }
    };
  }

  private static @Nullable Object parsed(byte[] content) {
    return Json.parse(content);
  }

  private static ApiResponse body(int status, byte[] content) {
    return new ApiResponse(status, content, Optional.empty());
  }

  /** Streams that are refused, or that break off after a few lines. */
  private static Attack oddStream(Random random) {
    int status =
        Junk.one(
            random, List.of(200, 200, 201, 301, 400, 401, 403, 404, 405, 410, 422, 429, 500, 503));
    int lines = random.nextInt(3);
    int times = 1 + random.nextInt(4);
    return Attack.any(
        "stream with " + status + " of " + lines + " lines, " + times + " times",
        toOwnCluster(
            new Distortion() {
              private final AtomicInteger opened = new AtomicInteger();

              @Override
              public int status(ApiRequest request) {
                return opened.getAndIncrement() < times * 4 ? status : 200;
              }

              @Override
              public boolean breaks(ApiRequest request, int count) {
                return status == 200 && opened.get() <= times * 4 && count >= lines;
              }
            }));
  }

  /** One event in place of, or beside, an honest one. */
  private static Attack oddLine(Random random) {
    long seed = random.nextLong();
    boolean beside = random.nextBoolean();
    String shown = line(new Random(seed), "{\"type\":\"ADDED\",\"object\":{}}");
    return Attack.any(
        (beside ? "line beside: " : "line: ") + HostileFiles.shown(shown),
        toOwnCluster(
            new Distortion() {
              private final AtomicInteger told = new AtomicInteger();

              @Override
              public List<String> lines(ApiRequest request, String honest) {
                if (!request.path().startsWith("/api/v1/configmaps")
                    || told.getAndIncrement() > 1) {
                  return List.of(honest);
                }
                String odd = line(new Random(seed), honest);
                return beside ? List.of(odd, honest) : List.of(odd);
              }
            }));
  }

  private static String line(Random random, String honest) {
    return switch (random.nextInt(11)) {
      case 0 -> honest.substring(0, honest.length() / 2);
      case 1 -> "<html></html>";
      case 2 -> "";
      case 3 -> "{}";
      case 4 -> "{\"object\":{},\"type\":\"ADDED\"}";
      case 5 -> "{\"type\":\"ADDED\",\"object\":\"text\"}";
      case 6 ->
          "{\"type\":\"ADDED\",\"object\":{\"a\":" + "[".repeat(3_000) + "]".repeat(3_000) + "}}";
      case 7 -> "{\"type\":\"WHAT\",\"object\":{}}";
      case 8 -> "null";
      case 9 -> honest + honest;
      default -> {
        Object tree = Json.parse(honest);
        List<String> path = Junk.one(random, Junk.paths(tree));
        yield Json.text(Junk.replaced(tree, path, Junk.value(random)));
      }
    };
  }

  private static Attack errorEvent(Random random) {
    Object code =
        Junk.one(
            random,
            List.of(0, 200, 400, 401, 403, 404, 405, 410, 422, 429, 500, 504, -1, 1L << 40, "410"));
    int times = 1 + random.nextInt(3);
    return Attack.any(
        "ERROR event of code " + code + ", " + times + " times",
        toOwnCluster(
            new Distortion() {
              private final AtomicInteger told = new AtomicInteger();

              @Override
              public List<String> lines(ApiRequest request, String honest) {
                boolean mine =
                    request.path().startsWith("/api/v1/configmaps")
                        && told.getAndIncrement() < times;
                String error =
                    Json.text(
                        Map.of(
                            "type",
                            "ERROR",
                            "object",
                            Map.of("kind", "Status", "code", code, "message", "x")));
                return mine ? List.of(error) : List.of(honest);
              }
            }));
  }

  /** As an API server would store it. */
  private static Map<String, Object> widget() {
    return Map.of(
        "apiVersion",
        "example.org/v1",
        "kind",
        "Widget",
        "metadata",
        Map.of(
            "name",
            "odd",
            "namespace",
            "victim",
            "uid",
            "1-2-3",
            "labels",
            Map.of("a", "b"),
            "annotations",
            Map.of("argocd.argoproj.io/tracking-id", "x:example.org/Widget:victim/odd"),
            "ownerReferences",
            List.of(Map.of("kind", "Widget", "name", "odd", "uid", "1-2-3")),
            "managedFields",
            List.of(Map.of("manager", "x", "fieldsV1", Map.of("f:a", Map.of())))),
        "spec",
        Map.of("a", List.of(1L)),
        "status",
        Map.of("conditions", List.of(Map.of("type", "Ready", "status", "False"))));
  }

  /** In the cluster that both use there is an object as no API server would store it. */
  private static Attack oddObject(Random random) {
    Map<String, Object> widget = widget();
    boolean configMap = random.nextBoolean();
    List<String> path = Junk.one(random, Junk.paths(widget));
    Object value = Junk.value(random);
    boolean deep = random.nextInt(6) == 0;
    String title = deep ? "too deep" : String.join(".", path) + " " + HostileFiles.shown(value);
    String collection = configMap ? "/api/v1/configmaps" : "/apis/example.org/v1/widgets";
    String text =
        deep
            ? "{\"metadata\":{\"name\":\"odd\",\"namespace\":\"victim\"},\"spec\":"
                + "[".repeat(9_000)
                + "]".repeat(9_000)
                + "}"
            : Json.text(Junk.replaced(widget, path, value));
    return Attack.well(
        "object in " + collection + " with " + title,
        world -> {
          world.home.distort(
              new Distortion() {
                @Override
                public List<String> lines(ApiRequest request, String honest) {
                  return request.path().startsWith(collection)
                      ? List.of(honest, "{\"type\":\"MODIFIED\",\"object\":" + text + "}")
                      : List.of(honest);
                }
              });
          world.home.put(
              "/api/v1/namespaces/victim/configmaps/waker",
              Manifests.map(
                  Map.of(
                      "apiVersion",
                      "v1",
                      "kind",
                      "ConfigMap",
                      "metadata",
                      Map.of("name", "waker", "namespace", "victim"))));
          world.home.put(
              "/apis/example.org/v1/namespaces/victim/widgets/waker",
              Manifests.map(
                  Map.of(
                      "apiVersion",
                      "example.org/v1",
                      "kind",
                      "Widget",
                      "metadata",
                      Map.of("name", "waker", "namespace", "victim"))));
          world.sources.give(
              World.VICTIM_REPO, MemoryTree.of(Map.of("app/keep.yaml", Furniture.keep())));
          world.home.put(
              world.applicationPath(),
              Furniture.victim(world, World.VICTIM_REPO, Destination.IN_CLUSTER_SERVER));
        });
  }

  private static Attack.Strike toOwnCluster(Distortion distortion) {
    return world -> {
      world.odd.put(
          "/api/v1/namespaces/victim/configmaps/keep",
          Manifests.map(
              world.home.find("/api/v1/namespaces/victim/configmaps/keep").orElseThrow().root()));
      world.odd.distort(distortion);
      Furniture.cluster(
          world,
          "odd",
          Map.of(
              "server",
              world.odd.server(),
              "name",
              "odd",
              "config",
              "{\"bearerToken\":\"" + world.canary + "\"}"));
      world.sources.give(
          World.VICTIM_REPO,
          MemoryTree.of(
              Map.of(
                  "app/keep.yaml",
                  Furniture.keep(),
                  "app/fresh.yaml",
                  Furniture.configMap("fresh", "victim", "fresh"))));
      world.home.put(
          world.applicationPath(), Furniture.victim(world, World.VICTIM_REPO, world.odd.server()));
    };
  }
}
