package dev.kilter.engine.resource;

import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.stream.Stream;

/** The container images that an object names, in the places where built-in kinds have them. */
public final class Images {
  private static final List<List<String>> POD_SPECS =
      List.of(
          List.of("spec"),
          List.of("spec", "template", "spec"),
          List.of("spec", "jobTemplate", "spec", "template", "spec"));

  private Images() {}

  /** Without repetitions, in the order of the containers. */
  public static List<String> of(Manifest manifest) {
    return POD_SPECS.stream()
        .flatMap(podSpec ->
            Stream.of("initContainers", "containers")
                .flatMap(field -> images(manifest, podSpec, field)))
        .distinct()
        .toList();
  }

  private static Stream<String> images(Manifest manifest, List<String> podSpec, String field) {
    String[] path = Stream.concat(podSpec.stream(), Stream.of(field)).toArray(String[]::new);
    return manifest.items(path).stream().flatMap(container -> container.text("image").stream());
  }
}
