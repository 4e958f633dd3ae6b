package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What the server fills in where a manifest of its own kinds leaves it out. */
final class Defaults {
  private Defaults() {}

  static Manifest fill(Kind kind, Manifest object) {
    Draft draft = Draft.of(object.root());
    switch (kind.groupKind()) {
      case "Secret" -> secret(draft);
      case "Namespace" -> {
        draft.at("status").fill("phase", "Active");
        if (!object.name().isEmpty()) {
          draft.at("metadata").at("labels").set("kubernetes.io/metadata.name", object.name());
        }
      }
      case "Service" -> service(draft.at("spec"));
      case "PersistentVolumeClaim" -> {
        draft.at("status").fill("phase", "Pending");
        draft.at("spec").fill("volumeMode", "Filesystem");
      }
      case "Pod" -> pod(draft.at("spec"));
      case "Deployment.apps" -> deployment(draft.at("spec"));
      case "StatefulSet.apps" -> statefulSet(draft.at("spec"));
      case "ReplicaSet.apps" -> {
        draft.at("spec").fill("replicas", 1L);
        template(draft.at("spec"));
      }
      case "Job.batch" -> job(draft);
      case "RoleBinding.rbac.authorization.k8s.io",
          "ClusterRoleBinding.rbac.authorization.k8s.io" ->
          binding(draft);
      case "CustomResourceDefinition.apiextensions.k8s.io" -> Definitions.fill(draft.at("spec"));
      default -> {
        return object;
      }
    }
    return draft.finished();
  }

  private static void secret(Draft secret) {
    secret.fill("type", "Opaque");
    if (secret.get("stringData") instanceof Map<?, ?> texts) {
      texts.forEach((key, text) ->
          secret
              .at("data")
              .set(
                  String.valueOf(key),
                  Base64.getEncoder()
                      .encodeToString(String.valueOf(text).getBytes(StandardCharsets.UTF_8))));
      secret.remove("stringData");
    }
  }

  private static void service(Draft spec) {
    spec.fill("sessionAffinity", "None").fill("type", "ClusterIP");
    for (Draft port : spec.items("ports")) {
      port.fill("protocol", "TCP");
      Object target = port.get("targetPort");
      if (target == null || target.equals(0L) || target.equals("")) {
        port.set("targetPort", port.get("port"));
      }
    }
    String type = spec.text("type");
    if (!type.equals("ExternalName")) {
      spec.fill("internalTrafficPolicy", "Cluster");
    }
    if (type.equals("NodePort") || type.equals("LoadBalancer")) {
      spec.fill("externalTrafficPolicy", "Cluster");
    }
    if (type.equals("LoadBalancer")) {
      spec.fill("allocateLoadBalancerNodePorts", true);
    }
  }

  private static void pod(Draft spec) {
    PodDefaults.fill(spec);
    spec.fill("enableServiceLinks", true);
  }

  private static void template(Draft spec) {
    PodDefaults.fill(spec.at("template").at("spec"));
  }

  private static void deployment(Draft spec) {
    spec.fill("replicas", 1L)
        .fill("revisionHistoryLimit", 10L)
        .fill("progressDeadlineSeconds", 600L);
    Draft strategy = spec.at("strategy").fill("type", "RollingUpdate");
    if (strategy.text("type").equals("RollingUpdate")) {
      strategy.at("rollingUpdate").fill("maxUnavailable", "25%").fill("maxSurge", "25%");
    }
    template(spec);
  }

  private static void statefulSet(Draft spec) {
    spec.fill("replicas", 1L)
        .fill("revisionHistoryLimit", 10L)
        .fill("podManagementPolicy", "OrderedReady");
    Draft strategy = spec.at("updateStrategy");
    if (!strategy.has("type")) {
      strategy.set("type", "RollingUpdate").at("rollingUpdate");
    }
    if (strategy.text("type").equals("RollingUpdate") && strategy.has("rollingUpdate")) {
      strategy.at("rollingUpdate").fill("partition", 0L);
    }
    spec.at("persistentVolumeClaimRetentionPolicy")
        .fill("whenDeleted", "Retain")
        .fill("whenScaled", "Retain");
    for (Draft claim : spec.items("volumeClaimTemplates")) {
      claim.fill("kind", "PersistentVolumeClaim").fill("apiVersion", "v1");
      claim.at("status").fill("phase", "Pending");
      claim.at("spec").fill("volumeMode", "Filesystem");
    }
    template(spec);
  }

  private static void job(Draft job) {
    Draft spec = job.at("spec");
    if (!spec.has("completions") && !spec.has("parallelism")) {
      spec.set("completions", 1L).set("parallelism", 1L);
    }
    spec.fill("parallelism", 1L)
        .fill("backoffLimit", 6L)
        .fill("completionMode", "NonIndexed")
        .fill("suspend", false)
        .fill(
            "podReplacementPolicy", spec.has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed")
        .fill("manualSelector", false);
    Draft labels = spec.at("template").at("metadata");
    if (labels.get("labels") instanceof Map<?, ?> own && !own.isEmpty()) {
      job.at("metadata").fill("labels", own);
    }
    template(spec);
  }

  private static void binding(Draft binding) {
    binding.at("roleRef").fill("apiGroup", "rbac.authorization.k8s.io");
    for (Draft subject : binding.items("subjects")) {
      boolean account = subject.text("kind").equals("ServiceAccount");
      if (!account && List.of("User", "Group").contains(subject.text("kind"))) {
        subject.fill("apiGroup", "rbac.authorization.k8s.io");
      }
    }
  }
}
