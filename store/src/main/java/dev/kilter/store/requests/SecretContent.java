package dev.kilter.store.requests;

import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** What a Secret holds, decoded. */
public final class SecretContent {
  private SecretContent() {}

  /** Text by key; a value that is no Base64 is left out. */
  public static Map<String, String> of(Manifest secret) {
    Map<String, String> content = new HashMap<>();
    secret
        .map("data")
        .forEach((key, value) -> {
          if (value instanceof String encoded) {
            try {
              content.put(
                  key, new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException _) {
              // The API server refuses such a Secret, so there is nobody to tell.
            }
          }
        });
    return content;
  }

  public static String encoded(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }
}
