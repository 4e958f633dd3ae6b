package dev.kilter.engine.resource;

import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Secrets in the one form that the server keeps. It folds {@code stringData} into {@code data}; an
 * apply of {@code stringData} would own no key of {@code data}, and one that Git drops would stay.
 */
public final class Secrets {
  private Secrets() {}

  public static boolean is(Manifest manifest) {
    return manifest.kind().equals("Secret") && manifest.apiVersion().equals("v1");
  }

  /** Other kinds, and Secrets whose {@code stringData} holds no strings, come back as they are. */
  public static Manifest folded(Manifest manifest) {
    Map<String, @Nullable Object> strings = manifest.map("stringData");
    boolean foldable =
        is(manifest)
            && !strings.isEmpty()
            && strings.values().stream().allMatch(String.class::isInstance);
    if (!foldable) {
      return manifest;
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>(manifest.map("data"));
    strings.forEach((key, value) -> data.put(key, base64(String.valueOf(value))));
    return manifest.without("stringData").with(Collections.unmodifiableMap(data), "data");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
