package dev.kilter.cluster.apply;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The annotation by which kubectl's and Argo CD's client-side applies remember what they set. */
final class LastApplied {
  private LastApplied() {}

  static boolean carriedBy(Manifest live) {
    return live.annotation(Annotations.LAST_APPLIED).isPresent();
  }

  /** What the last client-side apply had set; empty where the annotation is missing or broken. */
  static Optional<Manifest> read(Manifest live) {
    try {
      return live.annotation(Annotations.LAST_APPLIED)
          .map(text -> Manifest.of(Json.object(text.getBytes(StandardCharsets.UTF_8))));
    } catch (CodecException e) {
      return Optional.empty();
    }
  }

  /** The manifest with itself in the annotation, as kubectl writes it. */
  static Manifest refreshed(Manifest manifest) {
    Map<String, @Nullable Object> annotations = new LinkedHashMap<>(manifest.annotations());
    annotations.remove(Annotations.LAST_APPLIED);
    Manifest bare = manifest.with(annotations, "metadata", "annotations");
    Map<String, @Nullable Object> all = new LinkedHashMap<>(annotations);
    all.put(Annotations.LAST_APPLIED, text(bare));
    return bare.with(all, "metadata", "annotations");
  }

  /** To the letter as Go's encoder has it: another text would be a change for kubectl to make. */
  private static String text(Manifest manifest) {
    return Json.text(sorted(manifest.root()))
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
            .replace("\u2028", "\\u2028")
            .replace("\u2029", "\\u2029")
        + "\n";
  }

  private static @Nullable Object sorted(@Nullable Object node) {
    if (node instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> result = new TreeMap<>();
      map.forEach((name, value) -> result.put(String.valueOf(name), sorted(value)));
      return result;
    }
    return node instanceof List<?> list ? list.stream().map(LastApplied::sorted).toList() : node;
  }
}
