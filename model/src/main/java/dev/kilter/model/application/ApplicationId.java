package dev.kilter.model.application;

/** Where an Application lives: its own namespace (never the destination's) and name. */
public record ApplicationId(String namespace, String name) implements Comparable<ApplicationId> {
  /**
   * The name written into tracking marks: the bare name in the control plane's namespace, {@code
   * namespace_name} elsewhere (Argo CD, app in any namespace).
   */
  public String instanceName(String controlPlaneNamespace) {
    return namespace.equals(controlPlaneNamespace) ? name : namespace + "_" + name;
  }

  /** The inverse of {@link #instanceName}. */
  public static ApplicationId ofInstanceName(String instance, String controlPlaneNamespace) {
    int mark = instance.indexOf('_');
    return mark < 0
        ? new ApplicationId(controlPlaneNamespace, instance)
        : new ApplicationId(instance.substring(0, mark), instance.substring(mark + 1));
  }

  @Override
  public int compareTo(ApplicationId other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
