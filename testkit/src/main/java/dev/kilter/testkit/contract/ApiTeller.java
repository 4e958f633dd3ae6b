package dev.kilter.testkit.contract;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.kubernetes.KubernetesApi.Body;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.contract.ApiStory.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells stories to one API server, and writes down what it answers in symbols. */
public final class ApiTeller {
  private final KubernetesApi api;
  private final String namespace;
  private final Controllers controllers;

  /** Lets the server's controllers act, or waits for them; false where it is of no use any more. */
  @FunctionalInterface
  public interface Controllers {
    boolean act();
  }

  public ApiTeller(KubernetesApi api, String namespace, Controllers controllers) {
    this.api = api;
    this.namespace = namespace;
    this.controllers = controllers;
  }

  /** Each step and its answer. */
  public List<String> tell(List<Step> steps) throws IOException {
    Symbols symbols = new Symbols(namespace);
    Map<String, Manifest> saved = new HashMap<>();
    List<String> transcript = new ArrayList<>();
    for (Step step : steps) {
      String path = filled(step.path(), saved);
      String body = filled(step.body(), saved);
      String answer =
          switch (step.verb()) {
            case "WATCH" -> watched(path, symbols);
            case "GONE" -> gone(path);
            default -> {
              ApiResponse response = api.send(request(step.verb(), path, body));
              Manifest tree = tree(response);
              saved.put(step.saved(), tree);
              yield response.status() + " " + symbols.of(tree);
            }
          };
      transcript.add(step + "\n    " + answer);
    }
    return transcript;
  }

  private static ApiRequest request(String verb, String path, String body) {
    String method =
        switch (verb) {
          case "MERGE", "JSON", "APPLY" -> "PATCH";
          default -> verb;
        };
    String type =
        switch (verb) {
          case "MERGE" -> "application/merge-patch+json";
          case "JSON" -> "application/json-patch+json";
          case "APPLY" -> "application/apply-patch+yaml";
          default -> "application/json";
        };
    return new ApiRequest(
        method,
        path,
        body.isEmpty()
            ? Optional.empty()
            : Optional.of(new Body(type, body.getBytes(StandardCharsets.UTF_8))));
  }

  private String filled(String text, Map<String, Manifest> saved) {
    String filled = text.replace("<ns>", namespace);
    for (Map.Entry<String, Manifest> entry : saved.entrySet()) {
      String name = "<" + entry.getKey();
      Manifest tree = entry.getValue();
      filled =
          filled
              .replace(name + ".uid>", tree.uid())
              .replace(name + ".rv>", tree.resourceVersion())
              .replace(name + ".continue>", tree.text("metadata", "continue").orElse(""));
    }
    return filled;
  }

  private static Manifest tree(ApiResponse response) {
    try {
      return Manifest.of(Json.object(response.content()));
    } catch (CodecException _) {
      return Manifest.of(Map.of());
    }
  }

  /** What a watch of a second tells. */
  private String watched(String path, Symbols symbols) throws IOException {
    List<String> events = new ArrayList<>();
    int status =
        api.follow(
            ApiRequest.get(path + "&timeoutSeconds=1"),
            line -> {
              if (!line.isBlank()) {
                events.add(
                    symbols.of(Manifest.of(Json.object(line.getBytes(StandardCharsets.UTF_8)))));
              }
            },
            new Cancellation());
    return status + " " + String.join("\n    ", events);
  }

  private String gone(String path) throws IOException {
    ApiResponse response = api.send(ApiRequest.get(path));
    while (response.status() != 404 && controllers.act()) {
      response = api.send(ApiRequest.get(path));
    }
    return Integer.toString(response.status());
  }
}
