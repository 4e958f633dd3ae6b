package dev.kilter.control;

/** Files for stories. */
final class Manifests {
  private Manifests() {}

  static String configMap(String name, String value) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: %s
    data:
      key: "%s"
    """
        .formatted(name, value);
  }
}
