package dev.kilter.sandbox.node;

/**
 * What a kubelet tells about a pod.
 *
 * @param container the one it is about; empty for the pod as a whole
 */
record PodEvent(Type type, String reason, String message, String container) {
  enum Type {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  static PodEvent normal(String reason, String message, ContainerSpec container) {
    return new PodEvent(Type.NORMAL, reason, message, container.name());
  }

  static PodEvent warning(String reason, String message, ContainerSpec container) {
    return new PodEvent(Type.WARNING, reason, message, container.name());
  }
}
