package dev.kilter.testkit.apiserver;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.Body;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that has found its resource, and who sent it. */
record Call(ApiRequest request, Target target, Place place, String agent) {
  Kind kind() {
    return place.kind();
  }

  boolean dryRun() {
    return target.value("dryRun").equals("All");
  }

  boolean strict() {
    return target.value("fieldValidation").equals("Strict");
  }

  String manager() {
    String named = target.value("fieldManager");
    return named.isEmpty() ? agent : named;
  }

  String contentType() {
    String type = request.body().map(Body::contentType).orElse("");
    int semicolon = type.indexOf(';');
    return semicolon < 0 ? type : type.substring(0, semicolon).strip();
  }

  byte[] content() {
    return request.body().map(Body::content).orElse(new byte[0]);
  }

  @Nullable Object json() {
    try {
      return Json.parse(content());
    } catch (CodecException e) {
      throw Statuses.badRequest("the body is no JSON: " + e.getMessage());
    }
  }

  /** The object in the body; a body of YAML is read too where the server does. */
  Map<?, ?> object() {
    if (json() instanceof Map<?, ?> map) {
      return map;
    }
    throw Statuses.badRequest("the body is no JSON object");
  }

  Map<?, ?> yaml() {
    try {
      if (Yaml.parse(new String(content(), StandardCharsets.UTF_8)) instanceof Map<?, ?> map) {
        return map;
      }
    } catch (CodecException e) {
      throw Statuses.badRequest("error decoding YAML: " + e.getMessage());
    }
    throw Statuses.badRequest("error decoding YAML: not an object");
  }
}
