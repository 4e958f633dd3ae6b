package dev.kilter.app.conformance;

import dev.kilter.codec.Json;
import dev.kilter.engine.health.BuiltinHealth;
import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers conformance requests, one JSON object a line, by calling the engine: the product's own
 * rules and no others. Each answer carries the request's id.
 */
public final class ConformanceAdapter {
  private final BuiltinHealth health = new BuiltinHealth(Json::parse);

  private final RenderCases renders = new RenderCases();

  private ConformanceAdapter() {}

  public static void main(String[] arguments) throws IOException {
    ConformanceAdapter adapter = new ConformanceAdapter();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(Json.text(adapter.answer(Manifest.of(Json.object(bytes(line))))));
    }
  }

  private Map<String, @Nullable Object> answer(Manifest request) {
    Map<String, @Nullable Object> answer;
    try {
      answer = answerTo(request);
    } catch (RuntimeException e) {
      answer = new LinkedHashMap<>(Map.of("error", String.valueOf(e.getMessage())));
    }
    answer.put("id", request.at("id").orElse(""));
    return answer;
  }

  private Map<String, @Nullable Object> answerTo(Manifest request) {
    String operation = request.text("op").orElse("");
    return switch (operation) {
      case "health" -> health(request);
      case "diff" -> DiffCases.answer(request);
      case "jsonnet" -> JsonnetCases.answer(request);
      case "kustomize" -> renders.kustomize(request);
      case "helm" -> renders.helm(request);
      case "directory" -> renders.directory(request);
      case "render" -> renders.render(request);
      case "unit" ->
          new LinkedHashMap<>(
              Map.of(
                  "result",
                  UnitCases.result(
                      request.text("unit").orElse(""), Manifest.of(request.map("case")))));
      default -> throw new IllegalArgumentException("no " + operation + " yet");
    };
  }

  private Map<String, @Nullable Object> health(Manifest request) {
    if (request.text("lua").isPresent()) {
      throw new IllegalArgumentException("no scripts yet");
    }
    Optional<Health> verdict = health.assess(Manifest.of(request.map("manifest")));
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("status", verdict.map(found -> found.status().name()).orElse(null));
    answer.put("message", verdict.map(Health::message).orElse(null));
    return answer;
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
