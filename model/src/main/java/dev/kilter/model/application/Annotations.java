package dev.kilter.model.application;

/** Names of annotations and finalizers that are part of the contract with users. */
public final class Annotations {
  public static final String REFRESH = "argocd.argoproj.io/refresh";
  public static final String REFRESH_TIMESTAMP = "argocd.argoproj.io/refresh-timestamp";
  public static final String SYNC_OPTIONS = "argocd.argoproj.io/sync-options";
  public static final String COMPARE_OPTIONS = "argocd.argoproj.io/compare-options";
  public static final String SYNC_WAVE = "argocd.argoproj.io/sync-wave";
  public static final String HOOK = "argocd.argoproj.io/hook";
  public static final String HELM_HOOK = "helm.sh/hook";
  public static final String HELM_HOOK_WEIGHT = "helm.sh/hook-weight";
  public static final String HELM_RESOURCE_POLICY = "helm.sh/resource-policy";
  public static final String SKIP_RECONCILE = "argocd.argoproj.io/skip-reconcile";
  public static final String DELETION_APPROVED = "argocd.argoproj.io/deletion-approved";
  public static final String GENERATE_PATHS = "argocd.argoproj.io/manifest-generate-paths";
  public static final String IGNORE_HEALTHCHECK = "argocd.argoproj.io/ignore-healthcheck";
  public static final String MIGRATION_MANAGER =
      "argocd.argoproj.io/client-side-apply-migration-manager";
  public static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  /** Kilter's: a rollback that holds automation off (design 2.17), as compact JSON. */
  public static final String HOLD = "kilter.dev/hold";

  /** Kilter's, on a cluster's Secret: the uid of its namespace kube-system, and its address. */
  public static final String CLUSTER_IDENTITY = "kilter.dev/cluster-identity";

  public static final String FINALIZER = "resources-finalizer.argocd.argoproj.io";
  public static final String FINALIZER_FOREGROUND = FINALIZER + "/foreground";
  public static final String FINALIZER_BACKGROUND = FINALIZER + "/background";

  private Annotations() {}
}
