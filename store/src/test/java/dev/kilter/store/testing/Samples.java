package dev.kilter.store.testing;

import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Manifests from this module's test resources. */
public final class Samples {
  private Samples() {}

  /** An Application that uses every field there is. */
  public static Manifest fullApplication() {
    return documents("full-application.yaml").getFirst();
  }

  public static List<Manifest> documents(String file) {
    return Yaml.documents(text(file)).stream()
        .map(Yaml.Document::tree)
        .map(Samples::manifest)
        .toList();
  }

  /** A manifest written in the test itself. */
  public static Manifest yaml(String text) {
    return manifest(Yaml.documents(text).getFirst().tree());
  }

  @SuppressWarnings("unchecked") // samples are objects
  private static Manifest manifest(Object tree) {
    return Manifest.of((Map<String, @Nullable Object>) tree);
  }

  private static String text(String file) {
    try (InputStream in = Samples.class.getResourceAsStream("/samples/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("no sample " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
