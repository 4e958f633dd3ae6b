package dev.kilter.app.hostile;

import dev.kilter.model.manifest.Manifest;
import java.util.Arrays;
import java.util.List;

/** Selectors of lists and watches, as far as a controller uses them. */
final class Selection {
  private Selection() {}

  static boolean matches(Place place, Manifest object) {
    return inNamespace(place, object)
        && labelled(place.asked("labelSelector"), object)
        && named(place.asked("fieldSelector"), object);
  }

  private static boolean inNamespace(Place place, Manifest object) {
    return place.namespace().isEmpty() || place.namespace().equals(object.namespace());
  }

  /** {@code key=value} and {@code key in (a,b)}. */
  private static boolean labelled(String selector, Manifest object) {
    if (selector.isEmpty()) {
      return true;
    }
    int in = selector.indexOf(" in (");
    if (in < 0) {
      String[] pair = selector.split("=", 2);
      return pair.length == 2 && object.label(pair[0]).filter(pair[1]::equals).isPresent();
    }
    List<String> values =
        Arrays.asList(selector.substring(in + 5, selector.length() - 1).split(",", -1));
    return object.label(selector.substring(0, in)).filter(values::contains).isPresent();
  }

  private static boolean named(String selector, Manifest object) {
    return !selector.startsWith("metadata.name=")
        || object.name().equals(selector.substring("metadata.name=".length()));
  }
}
