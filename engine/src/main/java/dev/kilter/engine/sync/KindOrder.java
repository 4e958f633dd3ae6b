package dev.kilter.engine.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** In which order kinds are applied within a wave (gitops-engine, sync_tasks); others come last. */
final class KindOrder {
  private static final Map<String, Integer> PLACES =
      places(
          List.of(
              "Namespace",
              "NetworkPolicy",
              "ResourceQuota",
              "LimitRange",
              "PodSecurityPolicy",
              "PodDisruptionBudget",
              "ServiceAccount",
              "Secret",
              "SecretList",
              "ConfigMap",
              "StorageClass",
              "PersistentVolume",
              "PersistentVolumeClaim",
              "CustomResourceDefinition",
              "ClusterRole",
              "ClusterRoleList",
              "ClusterRoleBinding",
              "ClusterRoleBindingList",
              "Role",
              "RoleList",
              "RoleBinding",
              "RoleBindingList",
              "Service",
              "DaemonSet",
              "Pod",
              "ReplicationController",
              "ReplicaSet",
              "Deployment",
              "HorizontalPodAutoscaler",
              "StatefulSet",
              "Job",
              "CronJob",
              "IngressClass",
              "Ingress",
              "APIService"));

  private KindOrder() {}

  /** Only the kind is looked at, not its group. */
  static int of(String kind) {
    return PLACES.getOrDefault(kind, PLACES.size());
  }

  private static Map<String, Integer> places(List<String> kinds) {
    Map<String, Integer> places = new HashMap<>();
    kinds.forEach(kind -> places.put(kind, places.size()));
    return Map.copyOf(places);
  }
}
