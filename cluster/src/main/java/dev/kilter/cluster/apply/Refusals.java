package dev.kilter.cluster.apply;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Failure.Refused;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Puts a server's refusal into words. Of Secrets nothing that the server says is passed on, for it
 * may quote a value (CVE-2021-23135); only keys are named.
 */
final class Refusals {
  private Refusals() {}

  static Manifest status(ApiResponse response) {
    try {
      return Manifest.of(Json.object(response.content()));
    } catch (CodecException e) {
      return Manifest.of(Map.of());
    }
  }

  static String message(ApiResponse response) {
    return status(response).text("message").orElse("HTTP " + response.status());
  }

  static Failure of(ApiResponse response, Manifest object) {
    ResourceKey key = object.key();
    String reason = status(response).text("reason").orElse("HTTP " + response.status());
    String message = secret(key) ? aboutSecret(response, reason, object) : message(response);
    return new Refused(key, response.status(), reason, message);
  }

  static Failure of(ApiResponse response, ResourceKey key) {
    String reason = status(response).text("reason").orElse("HTTP " + response.status());
    String message =
        secret(key)
            ? "the API server refused the Secret: HTTP " + response.status() + " " + reason
            : message(response);
    return new Refused(key, response.status(), reason, message);
  }

  static boolean secret(ResourceKey key) {
    return key.group().isEmpty() && key.kind().equals("Secret");
  }

  private static String aboutSecret(ApiResponse response, String reason, Manifest secret) {
    List<String> faults = new ArrayList<>();
    faults(secret, "data", faults);
    faults(secret, "stringData", faults);
    String what =
        "the API server refused the Secret " + secret.key().namespace() + "/" + secret.name();
    String why = ": HTTP " + response.status() + " " + reason;
    return faults.isEmpty()
        ? what + why + ", check its type, and whether it is immutable"
        : what + why + ", " + String.join(", ", faults);
  }

  private static void faults(Manifest secret, String field, List<String> faults) {
    secret
        .map(field)
        .forEach((name, value) -> {
          if (!(value instanceof String text)) {
            faults.add(field + "." + name + " is not a string");
          } else if (field.equals("data") && !base64(text)) {
            faults.add(field + "." + name + " is not base64");
          }
        });
  }

  private static boolean base64(String text) {
    try {
      Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
