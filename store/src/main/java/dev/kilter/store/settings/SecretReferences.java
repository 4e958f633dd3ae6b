package dev.kilter.store.settings;

import java.util.Map;
import java.util.Optional;

/**
 * Values that stand in Secrets: {@code $key} is a key of argocd-secret, {@code $secret:key} one of
 * another Secret labelled {@code app.kubernetes.io/part-of: argocd}.
 *
 * @param secrets the Secrets' contents by name and key
 */
record SecretReferences(Map<String, Map<String, String>> secrets) {
  static final String MAIN = "argocd-secret";

  /** The value itself where it is no reference; empty where it refers to nothing. */
  Optional<String> resolve(String value) {
    if (!value.startsWith("$")) {
      return Optional.of(value);
    }
    String reference = value.substring(1);
    int colon = reference.indexOf(':');
    String secret = colon < 0 ? MAIN : reference.substring(0, colon);
    String key = colon < 0 ? reference : reference.substring(colon + 1);
    return Optional.ofNullable(secrets.getOrDefault(secret, Map.of()).get(key)).map(String::strip);
  }

  Map<String, String> main() {
    return secrets.getOrDefault(MAIN, Map.of());
  }
}
