package dev.kilter.cluster.apply;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    all.put(Annotations.LAST_APPLIED, Json.text(bare.root()) + "\n");
    return bare.with(all, "metadata", "annotations");
  }
}
