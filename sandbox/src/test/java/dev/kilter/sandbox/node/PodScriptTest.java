package dev.kilter.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kilter.sandbox.kube.Json;
import dev.kilter.sandbox.node.ContainerState.Created;
import dev.kilter.sandbox.node.ContainerState.Pulling;
import dev.kilter.sandbox.node.ContainerState.Running;
import dev.kilter.sandbox.node.ContainerState.Terminated;
import dev.kilter.sandbox.node.ContainerState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The life that an image's tag gives a pod, as printed text. */
class PodScriptTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int TURNS = 8;

  @Test
  void becomesReadyAfterAMoment() {
    assertThat(life("Always", "nginx:1.27"))
        .isEqualTo(
            """
            +0.0s Pending app=pulling | Pulling
            +0.6s Running ready app=running | Pulled, Created, Started
            """);
  }

  @Test
  void staysInImagePullBackOffWhenBroken() {
    assertThat(life("Always", "nginx:broken"))
        .isEqualTo(
            """
            +0.0s Pending app=pulling | Pulling
            +0.2s Pending app=ErrImagePull | Failed, Failed
            +1.0s Pending app=ImagePullBackOff | BackOff, Failed
            +31.0s Pending app=ImagePullBackOff | BackOff, Failed
            +61.0s Pending app=ImagePullBackOff | BackOff, Failed
            +91.0s Pending app=ImagePullBackOff | BackOff, Failed
            +121.0s Pending app=ImagePullBackOff | BackOff, Failed
            +151.0s Pending app=ImagePullBackOff | BackOff, Failed
            """);
  }

  @Test
  void crashesAgainAndAgainWithGrowingWaits() {
    assertThat(life("Always", "nginx:crash"))
        .isEqualTo(
            """
            +0.0s Pending app=pulling | Pulling
            +0.6s Running app=running | Pulled, Created, Started
            +1.2s Running app=exit 1 |\s
            +1.5s Running app=CrashLoopBackOff | BackOff
            +2.5s Running app=running restarts 1 | Pulled, Created, Started
            +3.1s Running app=exit 1 restarts 1 |\s
            +3.4s Running app=CrashLoopBackOff restarts 1 | BackOff
            +5.4s Running app=running restarts 2 | Pulled, Created, Started
            """);
  }

  @Test
  void startsLateWhenSlow() {
    assertThat(life("Always", "nginx:slow"))
        .isEqualTo(
            """
            +0.0s Pending app=pulling | Pulling
            +8.0s Running ready app=running | Pulled, Created, Started
            """);
  }

  @Test
  void runsWithoutBecomingReadyWhenItsProbeFails() {
    assertThat(life("Always", "nginx:notready").lines().limit(4))
        .containsExactly(
            "+0.0s Pending app=pulling | Pulling",
            "+0.6s Running app=running | Pulled, Created, Started",
            "+1.6s Running app=running | Unhealthy",
            "+11.6s Running app=running | Unhealthy");
  }

  @Test
  void completesAsAJob() {
    assertThat(life("Never", "busybox:1"))
        .isEqualTo(
            """
            +0.0s Pending app=pulling | Pulling
            +0.6s Running app=running | Pulled, Created, Started
            +1.5s Succeeded app=exit 0 |\s
            """);
  }

  @Test
  void failsAsAJobThatMayNotRestart() {
    assertThat(life("Never", "busybox:fail"))
        .isEqualTo(
            """
            +0.0s Pending app=pulling | Pulling
            +0.6s Running app=running | Pulled, Created, Started
            +1.2s Failed app=exit 1 |\s
            """);
  }

  @Test
  void repeatsAJobThatMayRestartAfterFailure() {
    assertThat(life("OnFailure", "busybox:fail")).contains("CrashLoopBackOff", "restarts 1");
  }

  @Test
  void runsInitContainersFirstAndHoldsTheRestWhenOneFails() {
    var pod = pod("Always", "nginx:1");
    ((ObjectNode) pod.path("spec"))
        .putArray("initContainers")
        .addObject()
        .put("name", "init")
        .put("image", "setup:1");
    assertThat(print(pod))
        .isEqualTo(
            """
            +0.0s Pending init=pulling app=created | Pulling
            +0.3s Pending init=running app=created | Pulled, Created, Started
            +1.2s Pending init=exit 0 app=created |\s
            +1.2s Pending init=exit 0 app=pulling | Pulling
            +1.9s Running ready init=exit 0 app=running | Pulled, Created, Started
            """);
    ((ObjectNode) pod.at("/spec/initContainers/0")).put("image", "setup:crash");
    assertThat(print(pod)).contains("init=CrashLoopBackOff app=created").doesNotContain("ready");
  }

  @Test
  void saysWhatAKubeletSaysAboutAnImageThatIsNotThere() {
    var state = PodState.created(PodSpec.of(pod("Always", "shop/cart:broken")), START);
    var failed = state.next().flatMap(step -> step.state().next()).orElseThrow();
    assertThat(failed.events().getFirst().message())
        .isEqualTo(
            "Failed to pull image \"shop/cart:broken\": rpc error: code = NotFound desc = failed to"
                + " pull and unpack image \"docker.io/shop/cart:broken\": failed to resolve"
                + " reference \"docker.io/shop/cart:broken\": docker.io/shop/cart:broken: not"
                + " found");
  }

  @Test
  void goesOnFromWhatTheApiServerRemembers() {
    var pod = pod("Always", "nginx:crash");
    var state = PodState.created(PodSpec.of(pod), START);
    for (int turn = 0; turn < 20; turn++) {
      pod.set("status", PodStatusJson.patch(state, pod, "10.0.0.1", START).path("status"));
      var again = PodStatusJson.read(pod, START);
      assertThat(PodStatusJson.patch(again, pod, "10.0.0.1", START).path("status"))
          .isEqualTo(pod.path("status"));
      state = state.next().orElseThrow().state();
    }
  }

  private static String life(String restartPolicy, String image) {
    return print(pod(restartPolicy, image));
  }

  private static ObjectNode pod(String restartPolicy, String image) {
    var pod =
        Json.object(
            """
            {"metadata": {"namespace": "shop", "name": "web", "uid": "u-1"},
             "spec": {"containers": [{"name": "app"}]}}
            """);
    ((ObjectNode) pod.path("spec")).put("restartPolicy", restartPolicy);
    ((ObjectNode) pod.at("/spec/containers/0")).put("image", image);
    return pod;
  }

  private static String print(ObjectNode pod) {
    var text = new StringBuilder();
    var next = PodState.created(PodSpec.of(pod), START).next();
    for (int turn = 0; turn < TURNS && next.isPresent(); turn++) {
      text.append(print(next.get()));
      next = next.get().state().next();
    }
    return text.toString();
  }

  private static String print(PodState.Step step) {
    var state = step.state();
    var containers = new StringBuilder();
    for (int i = 0; i < state.statuses().size(); i++) {
      containers.append(' ').append(state.container(i).name()).append('=');
      containers.append(print(state.statuses().get(i)));
    }
    var reasons = step.events().stream().map(PodEvent::reason).collect(Collectors.joining(", "));
    long tenths = Duration.between(START, step.at()).toMillis() / 100;
    var ready = state.ready() ? " ready" : "";
    var time = tenths / 10 + "." + tenths % 10;
    return "+" + time + "s " + state.phase() + ready + containers + " | " + reasons + "\n";
  }

  private static String print(ContainerStatus status) {
    var state =
        switch (status.state()) {
          case Created _ -> "created";
          case Pulling _ -> "pulling";
          case Waiting(var reason, _) -> reason;
          case Running _ -> "running";
          case Terminated ended -> "exit " + ended.exitCode();
        };
    return state + (status.restarts() > 0 ? " restarts " + status.restarts() : "");
  }
}
