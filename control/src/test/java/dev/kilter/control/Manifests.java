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

  /** The manifest with one annotation; its metadata ends with the name. */
  static String annotated(String manifest, String annotation, String value) {
    return manifest.replaceFirst(
        "(?m)^  name: .*\n", "$0  annotations:\n    " + annotation + ": \"" + value + "\"\n");
  }
}
