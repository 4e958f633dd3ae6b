package dev.kilter.cluster.apply;

import dev.kilter.codec.Json;
import dev.kilter.model.cluster.ResourceApplier.Propagation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Body of a DELETE: only this very object, and only if nobody has touched it since. */
final class DeleteOptions {
  private DeleteOptions() {}

  /** An empty resourceVersion leaves that condition out. */
  static byte[] of(String uid, String resourceVersion, Propagation propagation) {
    Map<String, Object> preconditions = new LinkedHashMap<>();
    preconditions.put("uid", uid);
    if (!resourceVersion.isEmpty()) {
      preconditions.put("resourceVersion", resourceVersion);
    }
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("apiVersion", "v1");
    options.put("kind", "DeleteOptions");
    options.put("preconditions", preconditions);
    options.put(
        "propagationPolicy",
        switch (propagation) {
          case FOREGROUND -> "Foreground";
          case BACKGROUND -> "Background";
          case ORPHAN -> "Orphan";
        });
    return Json.bytes(options);
  }
}
