package dev.kilter.model.application;

/**
 * The cluster, by server URL or by name (exactly one of them), and the namespace. Absent is empty.
 */
public record Destination(String server, String name, String namespace) {
  /** How Argo CD names the cluster that it runs in. */
  public static final String IN_CLUSTER_SERVER = "https://kubernetes.default.svc";

  public static final String IN_CLUSTER_NAME = "in-cluster";
}
