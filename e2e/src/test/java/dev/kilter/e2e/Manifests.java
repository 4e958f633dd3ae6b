package dev.kilter.e2e;

/** Manifests as a user would write them. */
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

  /** A ConfigMap with one annotation. */
  static String configMap(String name, String annotation, String value) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: %s
      annotations:
        %s: "%s"
    data:
      key: value
    """
        .formatted(name, annotation, value);
  }

  static String deployment(String name, String tag) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: %1$s
    spec:
      replicas: 1
      selector:
        matchLabels:
          app: %1$s
      template:
        metadata:
          labels:
            app: %1$s
        spec:
          containers:
            - name: main
              image: registry.example/shop/%1$s:%2$s
    """
        .formatted(name, tag);
  }

  static String volumeClaim(String name) {
    return """
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata:
      name: %s
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 1Gi
    """
        .formatted(name);
  }

  /** A Job that runs before everything else. */
  static String hook(String name) {
    return """
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: %1$s
      annotations:
        argocd.argoproj.io/hook: PreSync
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: main
              image: registry.example/shop/%1$s:1
    """
        .formatted(name);
  }

  /** The manifest in another wave. */
  static String waved(String manifest, int wave) {
    return manifest.replaceFirst(
        "metadata:\n",
        "metadata:\n  annotations:\n    argocd.argoproj.io/sync-wave: \"" + wave + "\"\n");
  }
}
