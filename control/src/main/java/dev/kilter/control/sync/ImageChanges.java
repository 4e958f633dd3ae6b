package dev.kilter.control.sync;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Images old and new, paired by repository, as {@code old -> new}. */
final class ImageChanges {
  private ImageChanges() {}

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
