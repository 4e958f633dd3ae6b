package dev.kilter.engine.health;

import dev.kilter.engine.resource.Hooks;
import dev.kilter.model.application.Health;
import dev.kilter.model.cluster.HealthAssessor;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.Manifest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The health rules that come with Kilter, one per kind and whatever the version; verdicts and
 * messages are Argo CD's (gitops-engine, pkg/health). An object that is being deleted is
 * Progressing, unless only a hook's finalizer keeps it.
 */
public final class BuiltinHealth implements HealthAssessor {
  private static final String PENDING_DELETION = "Pending deletion";

  private final Map<GroupKind, HealthRule> rules;

  /**
   * Takes a JSON reader, because version v1 autoscalers keep their conditions in an annotation; it
   * may throw on bad text.
   */
  public BuiltinHealth(Function<String, @Nullable Object> json) {
    this.rules =
        Map.ofEntries(
            Map.entry(new GroupKind("apps", "Deployment"), new DeploymentHealth()),
            Map.entry(new GroupKind("apps", "StatefulSet"), new StatefulSetHealth()),
            Map.entry(new GroupKind("apps", "DaemonSet"), new DaemonSetHealth()),
            Map.entry(new GroupKind("apps", "ReplicaSet"), new ReplicaSetHealth()),
            Map.entry(new GroupKind("", "Pod"), new PodHealth()),
            Map.entry(new GroupKind("", "Service"), LoadBalancerHealth.SERVICE),
            Map.entry(
                new GroupKind("", "PersistentVolumeClaim"), new PersistentVolumeClaimHealth()),
            Map.entry(new GroupKind("networking.k8s.io", "Ingress"), LoadBalancerHealth.INGRESS),
            Map.entry(new GroupKind("extensions", "Ingress"), LoadBalancerHealth.INGRESS),
            Map.entry(new GroupKind("batch", "Job"), new JobHealth()),
            Map.entry(new GroupKind("batch", "CronJob"), new CronJobHealth()),
            Map.entry(
                new GroupKind("apiregistration.k8s.io", "APIService"), new ApiServiceHealth()),
            Map.entry(
                new GroupKind("autoscaling", "HorizontalPodAutoscaler"),
                new AutoscalerHealth(json)),
            Map.entry(new GroupKind("policy", "PodDisruptionBudget"), new DisruptionBudgetHealth()),
            Map.entry(
                new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition"),
                new CustomResourceDefinitionHealth()),
            Map.entry(new GroupKind("argoproj.io", "Workflow"), new WorkflowHealth()),
            Map.entry(new GroupKind("argoproj.io", "ApplicationSet"), new ApplicationSetHealth()),
            Map.entry(new GroupKind("argoproj.io", "Rollout"), new RolloutHealth()));
  }

  @Override
  public Optional<Health> assess(Manifest live) {
    if (live.at("metadata", "deletionTimestamp").isPresent()
        && !live.list("metadata", "finalizers").contains(Hooks.FINALIZER)) {
      return Optional.of(Verdict.progressing(PENDING_DELETION));
    }
    return Optional.ofNullable(rules.get(live.gvk().groupKind())).map(rule -> rule.assess(live));
  }

  @Override
  public boolean looksInto(GroupKind kind) {
    return rules.containsKey(kind);
  }
}
