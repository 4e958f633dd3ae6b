package dev.kilter.store.crds;

import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kilter's own definitions, from files that {@code kubectl apply} takes as they are. */
public final class CustomResourceDefinitions {
  private static final List<String> NAMES =
      List.of(
          "applications.argoproj.io",
          "appprojects.argoproj.io",
          "applicationsets.argoproj.io",
          "applicationjournals.kilter.dev");

  private CustomResourceDefinitions() {}

  public static List<Manifest> all() {
    return NAMES.stream().map(CustomResourceDefinitions::read).toList();
  }

  /** The definition's file, as written. */
  public static String text(String name) {
    try (InputStream file = CustomResourceDefinitions.class.getResourceAsStream(name + ".yaml")) {
      if (file == null) {
        throw new IllegalStateException("this build lacks the definition " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // our own files hold one object each
  private static Manifest read(String name) {
    return Manifest.of(
        (Map<String, @Nullable Object>) Yaml.documents(text(name)).getFirst().tree());
  }
}
