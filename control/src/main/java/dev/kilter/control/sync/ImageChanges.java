package dev.kilter.control.sync;

import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.resource.Images;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Images old and new, paired by repository, as {@code old -> new}. */
final class ImageChanges {
  private ImageChanges() {}

  /** The images that an application's live objects name. */
  static List<String> in(Comparison comparison) {
    return comparison.resources().values().stream()
        .flatMap(resource -> resource.live().stream())
        .flatMap(live -> live.manifest().stream())
        .flatMap(manifest -> Images.of(manifest).stream())
        .distinct()
        .toList();
  }

  static List<String> between(Collection<String> before, Collection<String> after) {
    Map<String, String> old = new TreeMap<>();
    before.forEach(image -> old.put(repository(image), image));
    return after.stream()
        .distinct()
        .filter(image -> !before.contains(image))
        .sorted()
        .map(image -> {
          String was = old.get(repository(image));
          return was == null ? image : was + " -> " + image;
        })
        .toList();
  }

  private static String repository(String image) {
    int digest = image.indexOf('@');
    String named = digest < 0 ? image : image.substring(0, digest);
    int colon = named.lastIndexOf(':');
    return colon > named.lastIndexOf('/') ? named.substring(0, colon) : named;
  }
}
