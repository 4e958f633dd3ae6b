package dev.kilter.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.e2e.KillingProxy.Request;
import dev.kilter.model.application.Annotations;
import dev.kilter.sandbox.testing.SharedSandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * How a story ended, as text that is the same for every stage: the objects, what was created and
 * deleted on the way and how often, what the application says, and what is buried.
 */
final class Ending {
  private static final List<String> KINDS =
      List.of("v1/configmaps", "v1/persistentvolumeclaims", "batch/v1/jobs");
  private static final String TRACKING = "argocd.argoproj.io/tracking-id";

  private Ending() {}

  static String of(Stage stage, List<Request> requests) {
    List<String> lines = new ArrayList<>();
    KINDS.forEach(kind -> objects(stage, kind).forEach(lines::add));
    lines.addAll(counted("created", Request::created, stage, requests));
    lines.addAll(counted("deleted", Request::deleted, stage, requests));
    if (stage.kilter().exists(stage.resource())) {
      application(stage.kilter().application(stage.name())).forEach(lines::add);
    } else {
      lines.add("application: none");
    }
    buried(stage).distinct().sorted().forEach(lines::add);
    return String.join("\n", lines)
        .replace(stage.kilter().home().name(), "HOME")
        .replace(stage.name(), "NAME");
  }

  private static Stream<String> objects(Stage stage, String kind) {
    String path = stage.path(kind + "/");
    return stage
        .kilter()
        .get(path.substring(0, path.length() - 1))
        .path("items")
        .valueStream()
        .filter(object -> object.at("/metadata/annotations").has(TRACKING))
        .map(object ->
            "object: "
                + kind
                + "/"
                + object.at("/metadata/name").asText()
                + " "
                + object.path("data")
                + " "
                + object.at("/metadata/annotations").path(TRACKING).asText()
                + (object.at("/metadata").has("deletionTimestamp") ? " terminating" : ""));
  }

  /** How often each object of the story's namespace, and that itself, was created or deleted. */
  private static List<String> counted(
      String word, Predicate<Request> which, Stage stage, List<Request> requests) {
    Map<String, Integer> counts = new TreeMap<>();
    requests.stream()
        .filter(which)
        .map(request -> request.path().replaceFirst("\\?.*", ""))
        .filter(path -> path.contains("/namespaces/" + stage.namespace()))
        .forEach(path -> counts.merge(path, 1, Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> word + ": " + entry.getKey() + " " + entry.getValue() + "x")
        .toList();
  }

  private static Stream<String> application(JsonNode application) {
    JsonNode status = application.path("status");
    JsonNode state = status.path("operationState");
    List<String> lines = new ArrayList<>();
    lines.add("sync: " + status.at("/sync/status").asText());
    lines.add("health: " + status.at("/health/status").asText());
    lines.add("phase: " + state.path("phase").asText());
    lines.add("operation under way: " + application.has("operation"));
    lines.add("history: " + texts(status.path("history"), "/id"));
    lines.add(
        "deployed is the last of the history: "
            + status
                .at("/history")
                .path(status.path("history").size() - 1)
                .path("revision")
                .equals(state.at("/syncResult/revision")));
    // A run that finds the namespace there cannot tell who made it, and does not claim to have.
    state
        .at("/syncResult/resources")
        .valueStream()
        .filter(result -> !result.path("kind").asText().equals("Namespace"))
        .map(result ->
            "result: "
                + String.join(
                    " ",
                    result.path("kind").asText(),
                    result.path("name").asText(),
                    result.path("status").asText(),
                    result.path("hookPhase").asText(),
                    result.path("syncPhase").asText()))
        .sorted()
        .forEach(lines::add);
    lines.add("resources: " + texts(status.path("resources"), "/name"));
    lines.add("conditions: " + texts(status.path("conditions"), "/type"));
    lines.add("held: " + application.at("/metadata/annotations").has(Annotations.HOLD));
    return lines.stream();
  }

  private static List<String> texts(JsonNode list, String pointer) {
    return list.valueStream().map(item -> item.at(pointer).asText()).sorted().toList();
  }

  private static Stream<String> buried(Stage stage) {
    String secrets = stage.kilter().home().path("/api/v1/secrets");
    return stage
        .kilter()
        .get(secrets + "?labelSelector=kilter.dev/tombstone")
        .path("items")
        .valueStream()
        .map(secret -> expanded(secret.at("/data/batch.json.gz").asText()))
        .filter(batch -> batch.path("name").asText().equals(stage.name()))
        .flatMap(batch -> batch.path("objects").valueStream())
        .map(object ->
            "buried: " + object.path("kind").asText() + " " + object.at("/metadata/name").asText());
  }

  private static JsonNode expanded(String base64) {
    byte[] packed = Base64.getDecoder().decode(base64);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return SharedSandbox.json(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
