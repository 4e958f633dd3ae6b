package dev.kilter.engine.explain;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Images for people. */
final class Images {
  private static final int DIGEST_DIGITS = 12;

  private Images() {}

  /** {@code api:1.9.2} of {@code registry.acme.io/shop/api:1.9.2}; digests are cut. */
  static String shortName(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    int digest = name.indexOf("@sha256:");
    return digest < 0
        ? name
        : name.substring(0, Math.min(name.length(), digest + "@sha256:".length() + DIGEST_DIGITS));
  }

  /** The host that serves the image, {@code docker.io} where the name has none. */
  static String registry(String image) {
    int slash = image.indexOf('/');
    String host = slash < 0 ? "" : image.substring(0, slash);
    boolean named = host.contains(".") || host.contains(":") || host.equals("localhost");
    return named ? host : "docker.io";
  }

  /** Those images of the first list (separated by commas) that the second does not have. */
  static String changed(String images, String others) {
    Set<String> changed = new LinkedHashSet<>(Arrays.asList(images.split(",", -1)));
    changed.removeAll(Arrays.asList(others.split(",", -1)));
    return changed.isEmpty() ? images : shortNames(changed);
  }

  private static String shortNames(Set<String> images) {
    return String.join(", ", images.stream().map(Images::shortName).toList());
  }
}
