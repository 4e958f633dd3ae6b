package dev.kilter.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class BuiltinHealthTest {
  private static final BuiltinHealth HEALTH = new BuiltinHealth(Json::parse);

  @Test
  void objectsBeingDeletedAreProgressingUnlessAHookIsHeldByItsFinalizer() {
    assertThat(health("v1/ConfigMap", "metadata: {name: a, deletionTimestamp: x}"))
        .isEqualTo("Progressing Pending deletion");
    assertThat(
            health(
                "batch/v1/Job",
                """
                metadata:
                  deletionTimestamp: x
                  finalizers: [argocd.argoproj.io/hook-finalizer]
                status: {conditions: [{type: Complete, status: "True", message: done}]}
                """))
        .isEqualTo("Healthy done");
  }

  @Test
  void kindsWithoutARuleHaveNoHealth() {
    assertThat(health("v1/ConfigMap", "metadata: {name: a}")).isEqualTo("none");
    assertThat(health("argoproj.io/v1alpha1/Application", "status: {health: {status: Degraded}}"))
        .isEqualTo("none");
  }

  @Test
  void deploymentsFollowTheirRollout() {
    assertThat(deployment("spec: {paused: true}")).isEqualTo("Suspended Deployment is paused");
    assertThat(deployment("metadata: {generation: 2}\nstatus: {observedGeneration: 1}"))
        .startsWith("Progressing Waiting for rollout to finish: observed deployment generation");
    assertThat(
            deployment(
                """
                metadata: {name: api}
                status: {conditions: [{type: Progressing, reason: ProgressDeadlineExceeded}]}
                """))
        .isEqualTo("Degraded Deployment \"api\" exceeded its progress deadline");
    assertThat(deployment("spec: {replicas: 3}\nstatus: {updatedReplicas: 1}"))
        .endsWith("1 out of 3 new replicas have been updated...");
    assertThat(deployment("spec: {replicas: 1}\nstatus: {updatedReplicas: 1, replicas: 3}"))
        .endsWith("2 old replicas are pending termination...");
    assertThat(
            deployment(
                "spec: {replicas: 2}\nstatus: {updatedReplicas: 2, replicas: 2,"
                    + " availableReplicas: 1}"))
        .endsWith("1 of 2 updated replicas are available...");
    assertThat(
            deployment(
                "spec: {replicas: 1}\nstatus: {updatedReplicas: 1, replicas: 1,"
                    + " availableReplicas: 1}"))
        .isEqualTo("Healthy ");
  }

  @Test
  void statefulSetsWaitForReadyPodsAndRevisions() {
    assertThat(statefulSet("metadata: {generation: 1}"))
        .isEqualTo("Progressing Waiting for statefulset spec update to be observed...");
    assertThat(
            statefulSet("spec: {replicas: 2}\nstatus: {observedGeneration: 1, readyReplicas: 1}"))
        .isEqualTo("Progressing Waiting for 1 pods to be ready...");
    assertThat(
            statefulSet(
                """
                spec: {replicas: 3, updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}}
                status: {observedGeneration: 1, readyReplicas: 3, updatedReplicas: 1}
                """))
        .isEqualTo(
            "Progressing Waiting for partitioned roll out to finish: 1 out of 2 new pods have been"
                + " updated...");
    assertThat(
            statefulSet(
                """
                spec: {replicas: 1, updateStrategy: {type: OnDelete}}
                status: {observedGeneration: 1, readyReplicas: 1}
                """))
        .isEqualTo("Healthy statefulset has 1 ready pods");
    assertThat(
            statefulSet(
                """
                spec: {replicas: 1}
                status: {observedGeneration: 1, readyReplicas: 1, updateRevision: b, currentRevision: a}
                """))
        .startsWith("Progressing waiting for statefulset rolling update to complete 0 pods");
  }

  @Test
  void daemonSetsAndReplicaSetsWaitForTheirPods() {
    assertThat(
            health(
                "apps/v1/DaemonSet",
                """
                metadata: {name: agent}
                status: {desiredNumberScheduled: 3, updatedNumberScheduled: 2}
                """))
        .isEqualTo(
            "Progressing Waiting for daemon set \"agent\" rollout to finish: 2 out of 3 new pods"
                + " have been updated...");
    assertThat(
            health(
                "apps/v1/ReplicaSet",
                "status: {conditions: [{type: ReplicaFailure, status: \"True\", message: quota}]}"))
        .isEqualTo("Degraded quota");
    assertThat(health("apps/v1/ReplicaSet", "spec: {replicas: 2}\nstatus: {availableReplicas: 1}"))
        .endsWith("1 out of 2 new replicas are available...");
  }

  @Test
  void podsThatRestartAlwaysAreJudgedByTheirContainers() {
    assertThat(
            pod(
                """
                spec: {restartPolicy: Always}
                status:
                  phase: Pending
                  containerStatuses: [{state: {waiting: {reason: ImagePullBackOff, message: no image}}}]
                """))
        .isEqualTo("Degraded no image");
    assertThat(
            pod(
                """
                spec: {restartPolicy: Always}
                status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
                """))
        .isEqualTo("Healthy ");
    assertThat(
            pod(
                """
                spec: {restartPolicy: Always}
                status: {phase: Running, containerStatuses: [{lastState: {terminated: {exitCode: 1}}}]}
                """))
        .isEqualTo("Degraded ");
  }

  @Test
  void podsWithAnEndAreHealthyOnlyWhenTheyReachIt() {
    assertThat(pod("spec: {restartPolicy: Never}\nstatus: {phase: Running}"))
        .isEqualTo("Progressing ");
    assertThat(pod("spec: {restartPolicy: Never}\nstatus: {phase: Succeeded}"))
        .isEqualTo("Healthy ");
    assertThat(
            pod(
                """
                spec: {restartPolicy: Never}
                status:
                  phase: Failed
                  containerStatuses: [{name: main, state: {terminated: {exitCode: 2}}}]
                """))
        .isEqualTo("Degraded container \"main\" failed with exit code 2");
    assertThat(pod("spec: {restartPolicy: Never}\nstatus: {phase: Odd}")).isEqualTo("Unknown ");
  }

  @Test
  void jobsEndWithTheirConditions() {
    assertThat(health("batch/v1/Job", "status: {}")).isEqualTo("Progressing ");
    assertThat(health("batch/v1/Job", "status: {conditions: [{type: Failed, message: boom}]}"))
        .isEqualTo("Degraded boom");
    assertThat(
            health("batch/v1/Job", "status: {conditions: [{type: Suspended, status: \"True\"}]}"))
        .isEqualTo("Suspended ");
  }

  @Test
  void cronJobsAreDegradedOnlyAfterAFailedRun() {
    assertThat(health("batch/v1/CronJob", "spec: {}")).isEqualTo("Progressing Waiting for CronJob");
    assertThat(health("batch/v1/CronJob", "spec: {suspend: true}"))
        .isEqualTo("Healthy CronJob is Suspended");
    assertThat(
            health(
                "batch/v1/CronJob",
                "status: {lastScheduleTime: \"2026-01-02\", lastSuccessfulTime: \"2026-01-01\"}"))
        .isEqualTo("Degraded CronJob has not completed its last execution successfully");
    assertThat(
            health(
                "batch/v1/CronJob",
                "status: {active: [{}], lastScheduleTime: \"2026-01-02\", lastSuccessfulTime:"
                    + " \"2026-01-01\"}"))
        .startsWith("Healthy The job is running.");
  }

  @Test
  void whatNeedsAnAddressWaitsForIt() {
    assertThat(health("v1/Service", "spec: {type: LoadBalancer}")).isEqualTo("Progressing ");
    assertThat(health("v1/Service", "spec: {type: ClusterIP}")).isEqualTo("Healthy ");
    assertThat(health("networking.k8s.io/v1/Ingress", "spec: {}")).isEqualTo("Progressing ");
    assertThat(
            health(
                "networking.k8s.io/v1/Ingress",
                "status: {loadBalancer: {ingress: [{ip: 10.0.0.1}]}}"))
        .isEqualTo("Healthy ");
  }

  @Test
  void claimsServicesBudgetsAndDefinitionsSayItThemselves() {
    assertThat(health("v1/PersistentVolumeClaim", "status: {phase: Lost}")).isEqualTo("Degraded ");
    assertThat(health("apiregistration.k8s.io/v1/APIService", "spec: {}"))
        .isEqualTo("Progressing Waiting to be processed");
    assertThat(
            health(
                "policy/v1/PodDisruptionBudget",
                "status: {conditions: [{status: \"False\", reason: SyncFailed}]}"))
        .isEqualTo("Degraded PodDisruptionBudget has SyncFailed");
    assertThat(
            health(
                "policy/v1/PodDisruptionBudget",
                "status: {conditions: [{status: \"False\", reason: InsufficientPods}]}"))
        .isEqualTo("Healthy PodDisruptionBudget has InsufficientPods");
    assertThat(
            health(
                "apiextensions.k8s.io/v1/CustomResourceDefinition",
                "status: {conditions: [{type: Established, status: \"True\"}]}"))
        .isEqualTo("Healthy CRD is healthy");
  }

  @Test
  void autoscalersAreDecidedByTheirFirstTellingCondition() {
    assertThat(health("autoscaling/v2/HorizontalPodAutoscaler", "spec: {}"))
        .isEqualTo("Progressing Waiting to Autoscale");
    assertThat(
            health(
                "autoscaling/v2/HorizontalPodAutoscaler",
                "status: {conditions: [{type: AbleToScale, reason: FailedGetScale, message: none}]}"))
        .isEqualTo("Degraded none");
    assertThat(
            health(
                "autoscaling/v1/HorizontalPodAutoscaler",
                """
                metadata:
                  annotations:
                    autoscaling.alpha.kubernetes.io/conditions: '[{"type":"AbleToScale","status":"True"}]'
                """))
        .isEqualTo("Healthy ");
    assertThat(
            health(
                "autoscaling/v1/HorizontalPodAutoscaler",
                "metadata: {annotations: {autoscaling.alpha.kubernetes.io/conditions: '['}}"))
        .startsWith("Unknown failed to read the annotation");
  }

  @Test
  void argoKindsFollowTheirPhase() {
    assertThat(health("argoproj.io/v1alpha1/Workflow", "status: {phase: Error, message: bad}"))
        .isEqualTo("Degraded bad");
    assertThat(health("argoproj.io/v1alpha1/Rollout", "status: {phase: Paused, message: canary}"))
        .isEqualTo("Suspended canary");
    assertThat(
            health(
                "argoproj.io/v1alpha1/Rollout",
                "metadata: {generation: 2}\nstatus: {observedGeneration: \"1\", phase: Healthy}"))
        .isEqualTo("Progressing Waiting for rollout spec update to be observed");
  }

  private static String deployment(String yaml) {
    return health("apps/v1/Deployment", yaml);
  }

  private static String statefulSet(String yaml) {
    return health("apps/v1/StatefulSet", yaml);
  }

  private static String pod(String yaml) {
    return health("v1/Pod", yaml);
  }

  @SuppressWarnings("unchecked") // the texts are objects
  private static String health(String kind, String yaml) {
    int split = kind.lastIndexOf('/');
    Map<String, @Nullable Object> tree =
        (Map<String, @Nullable Object>) Objects.requireNonNull(Yaml.parse(yaml));
    Manifest live =
        Manifest.of(tree)
            .with(kind.substring(0, split), "apiVersion")
            .with(kind.substring(split + 1), "kind");
    return HEALTH
        .assess(live)
        .map(health -> health.status() + " " + health.message())
        .orElse("none");
  }
}
