package dev.kilter.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.LiveResource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What pods say about why an application is not healthy. */
final class PodRulesTest {
  private static final String NEW = "registry.acme.io/shop/api:1.9.2";
  private static final String OLD = "registry.acme.io/shop/api:1.9.1";

  /** As containerd and the kubelet pass the registry's answer on. */
  private static final String PULL =
      "Back-off pulling image \"IMAGE\": ErrImagePull: rpc error: code = NotFound desc = failed to pull"
          + " and unpack image \"IMAGE\": failed to resolve reference \"IMAGE\": IMAGE: not found";

  private static final LiveResource DEPLOYMENT =
      Facts.object("Deployment", "api", Optional.empty(), "images", NEW);
  private static final LiveResource NEW_SET =
      Facts.object("ReplicaSet", "api-2", Optional.of(DEPLOYMENT));
  private static final LiveResource OLD_SET =
      Facts.object("ReplicaSet", "api-1", Optional.of(DEPLOYMENT));

  private static LiveResource newPod(String... info) {
    String[] facts = new String[info.length + 4];
    System.arraycopy(info, 0, facts, 4, info.length);
    facts[0] = "images";
    facts[1] = NEW;
    facts[2] = "Containers";
    facts[3] = "0/1";
    return Facts.object("Pod", "api-2-x", Optional.of(NEW_SET), facts);
  }

  private static LiveResource oldPod(String name) {
    return Facts.object("Pod", name, Optional.of(OLD_SET), "images", OLD, "Containers", "1/1");
  }

  private static Facts degraded(LiveResource pod) {
    return new Facts()
        .is(SyncStatus.Synced, HealthStatus.Degraded)
        .deployedTwice()
        .live(DEPLOYMENT, NEW_SET, OLD_SET, pod, oldPod("api-1-a"), oldPod("api-1-b"));
  }

  @Test
  void anImageCannotBePulled() {
    LiveResource pod =
        newPod(
            "container/api/waiting",
            "ImagePullBackOff",
            "container/api/message",
            PULL.replace("IMAGE", NEW),
            "container/api/image",
            NEW);
    assertThat(degraded(pod).print())
        .isEqualTo(
            """
            [Degraded] Not healthy for 6 min: 1 of 3 pods of Deployment api cannot pull api:1.9.2: \
            registry.acme.io has no such tag.
            KIL-IMAGE-PULL Pod/api-2-x, since 2026-11-22T11:54:00Z
              Image registry.acme.io/shop/api:1.9.2, container api: ImagePullBackOff – \
            registry.acme.io/shop/api:1.9.2: not found.
              Came with 9f31c2a "bump api" by ben, deployed 7 min ago by auto-sync.
              The old version api:1.9.1 still serves: 2 of 2 pods.
              > Go back to #11 (1111111 "config: LOG_LEVEL" by ana) and hold there: kilter app \
            rollback shop 11 --hold
              > Or correct the image in Git and push
            """);
  }

  @Test
  void aContainerCrashes() {
    LiveResource pod =
        newPod(
            "container/api/waiting", "CrashLoopBackOff",
            "container/api/image", NEW,
            "container/api/exitCode", "1",
            "container/api/lastReason", "Error",
            "container/api/restarts", "5");
    assertThat(degraded(pod).log(pod, "starting", "unknown field \"replcas\"").print())
        .isEqualTo(
            """
            [Degraded] Not healthy for 6 min: 1 of 3 pods of Deployment api crashes with exit code 1.
            KIL-CRASH Pod/api-2-x, since 2026-11-22T11:54:00Z
              Container api (api:1.9.2), 5 restarts.
              Last log line: unknown field "replcas"
              Came with 9f31c2a "bump api" by ben, deployed 7 min ago by auto-sync.
              The old version api:1.9.1 still serves: 2 of 2 pods.
              > Go back to #11 (1111111 "config: LOG_LEVEL" by ana) and hold there: kilter app \
            rollback shop 11 --hold
              > Read the whole log: kubectl -n shop logs api-2-x -c api --previous
            """);
  }

  @Test
  void aContainerTakesTooMuchMemory() {
    LiveResource pod =
        newPod(
            "container/api/waiting", "CrashLoopBackOff",
            "container/api/image", NEW,
            "container/api/exitCode", "137",
            "container/api/lastReason", "OOMKilled",
            "container/api/restarts", "2");
    assertThat(degraded(pod).print())
        .startsWith(
            """
            [Degraded] Not healthy for 6 min: 1 of 3 pods of Deployment api takes more memory than \
            allowed and is ended for it.
            KIL-OUT-OF-MEMORY Pod/api-2-x, since 2026-11-22T11:54:00Z
              Container api (api:1.9.2) was killed for memory, 2 restarts so far.
            """)
        .contains("raise resources.limits.memory");
  }

  @Test
  void noNodeTakesThePod() {
    LiveResource pod = newPod("unschedulable", "0/3 nodes are available: 3 Insufficient memory.");
    assertThat(degraded(pod).print())
        .startsWith(
            """
            [Degraded] Not healthy for 6 min: 1 of 3 pods of Deployment api finds no node that \
            takes it.
            KIL-UNSCHEDULABLE Pod/api-2-x, since 2026-11-22T11:54:00Z
              The scheduler says: 0/3 nodes are available: 3 Insufficient memory.
            """)
        .contains("> See what the nodes have left: kubectl describe nodes");
  }

  @Test
  void aVolumeIsPending() {
    LiveResource pod = newPod("unschedulable", "pod has unbound immediate PersistentVolumeClaims");
    assertThat(degraded(pod).print())
        .startsWith(
            """
            [Degraded] Not healthy for 6 min: 1 of 3 pods of Deployment api waits for a volume.
            KIL-VOLUME-PENDING Pod/api-2-x, since 2026-11-22T11:54:00Z
              The scheduler says: pod has unbound immediate PersistentVolumeClaims.
            """)
        .contains("> See why the claim waits: kubectl -n shop describe pvc\n");
  }

  @Test
  void aProbeFails() {
    LiveResource pod = newPod("notReady", "containers with unready status: [api]");
    assertThat(
            degraded(pod)
                .event(pod, "Started container api", "Readiness probe failed: HTTP 503")
                .print())
        .startsWith(
            """
            [Degraded] Not healthy for 6 min: 1 of 3 pods of Deployment api runs but does not get \
            ready: the readiness probe fails.
            KIL-PROBE Pod/api-2-x, since 2026-11-22T11:54:00Z
              Readiness probe failed: HTTP 503.
            """);
  }
}
