package dev.kilter.sandbox.node;

import dev.kilter.sandbox.node.Behaviour.Pull;
import dev.kilter.sandbox.node.Behaviour.Run;
import dev.kilter.sandbox.node.ContainerState.Created;
import dev.kilter.sandbox.node.ContainerState.Pulling;
import dev.kilter.sandbox.node.ContainerState.Running;
import dev.kilter.sandbox.node.ContainerState.Terminated;
import dev.kilter.sandbox.node.ContainerState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The life of one container as a pure function: from where it stands to its next turn. Reasons and
 * messages are a kubelet's; its waits are shortened.
 */
record ContainerScript(PodSpec pod, ContainerSpec container) {
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration PULL_ANSWER = Duration.ofMillis(200);
  private static final Duration PULL_BACK_OFF = Duration.ofMillis(800);
  private static final Duration PULL_AGAIN = Duration.ofSeconds(30);
  private static final Duration CRASH = Duration.ofMillis(600);
  private static final Duration WORK = Duration.ofMillis(900);
  private static final Duration LABOUR = Duration.ofHours(6);
  private static final Duration FIRST_PROBE = Duration.ofSeconds(1);
  private static final Duration END_SEEN = Duration.ofMillis(300);
  private static final int LONGEST_BACK_OFF_SECONDS = 40;
  private static final int FIRST_BACK_OFF_SECONDS = 1;
  private static final int DOUBLINGS = 6;

  /** Empty where the container stays as it is until somebody changes the pod. */
  Optional<Turn> next(ContainerStatus status) {
    return switch (status.state()) {
      case Created _ -> turn(status, AT_ONCE, at -> status.in(new Pulling(), at), pulling());
      case Pulling _ -> Optional.of(pulled(status));
      case Waiting waiting -> waited(status, waiting);
      case Running running -> ran(status, running);
      case Terminated ended -> ended(status, ended);
    };
  }

  private Turn pulled(ContainerStatus status) {
    if (container.behaviour().pull() == Pull.FAILS) {
      var at = status.since().plus(PULL_ANSWER);
      return new Turn(at, status.in(new Waiting("ErrImagePull", rpcError()), at), pullFailed());
    }
    var at = status.since().plus(container.behaviour().delay());
    return new Turn(at, started(status, at), startEvents(container.behaviour().delay()));
  }

  private Optional<Turn> waited(ContainerStatus status, Waiting waiting) {
    return switch (waiting.reason()) {
      case "ErrImagePull" ->
          turn(status, PULL_BACK_OFF, at -> status.in(pullWait(), at), pullAgain());
      case "ImagePullBackOff" -> turn(status, PULL_AGAIN, status::later, pullAgain());
      default -> turn(status, backOff(status), status::restarted, startEvents(Duration.ZERO));
    };
  }

  private Optional<Turn> ran(ContainerStatus status, Running running) {
    return switch (container.behaviour().run()) {
      case SERVES -> Optional.empty();
      case NEVER_READY -> {
        boolean first = status.since().equals(running.startedAt());
        yield turn(
            status, first ? FIRST_PROBE : Duration.ofSeconds(10), status::later, probeFailed());
      }
      case COMPLETES -> end(status, running, WORK, 0);
      case LABOURS -> end(status, running, LABOUR, 0);
      case FAILS -> end(status, running, CRASH, 1);
    };
  }

  private Optional<Turn> ended(ContainerStatus status, Terminated ended) {
    if (!container.restart().after(ended.exitCode())) {
      return Optional.empty();
    }
    var seconds = backOff(status).toSeconds();
    var message =
        "back-off %ds restarting failed container=%s pod=%s_%s(%s)"
            .formatted(seconds, container.name(), pod.name(), pod.namespace(), pod.uid());
    var waiting = new Waiting("CrashLoopBackOff", message);
    return turn(status, END_SEEN, at -> status.backedOff(waiting, ended, at), backOffEvents());
  }

  private ContainerStatus started(ContainerStatus status, Instant at) {
    return status.running(container.behaviour().run() == Run.SERVES, at);
  }

  private static Optional<Turn> end(
      ContainerStatus status, Running running, Duration after, int exitCode) {
    var at = status.since().plus(after);
    var ended = new Terminated(exitCode, running.startedAt(), at);
    return Optional.of(new Turn(at, status.in(ended, at), List.of()));
  }

  private interface Change {
    ContainerStatus at(Instant time);
  }

  private static Optional<Turn> turn(
      ContainerStatus status, Duration after, Change change, List<PodEvent> events) {
    var at = status.since().plus(after);
    return Optional.of(new Turn(at, change.at(at), events));
  }

  private static Duration backOff(ContainerStatus status) {
    int doubled = FIRST_BACK_OFF_SECONDS << Math.min(status.restarts(), DOUBLINGS);
    return Duration.ofSeconds(Math.min(doubled, LONGEST_BACK_OFF_SECONDS));
  }

  private List<PodEvent> pulling() {
    return List.of(normal("Pulling", "Pulling image \"" + container.image() + "\""));
  }

  private List<PodEvent> startEvents(Duration pull) {
    var pulled =
        pull.isZero()
            ? "Container image \"%s\" already present on machine".formatted(container.image())
            : "Successfully pulled image \"%s\" in %dms (%2$dms including waiting)"
                .formatted(container.image(), pull.toMillis());
    return List.of(
        normal("Pulled", pulled),
        normal("Created", "Created container: " + container.name()),
        normal("Started", "Started container " + container.name()));
  }

  private List<PodEvent> pullFailed() {
    return List.of(
        warning(
            "Failed", "Failed to pull image \"%s\": %s".formatted(container.image(), rpcError())),
        warning("Failed", "Error: ErrImagePull"));
  }

  private List<PodEvent> pullAgain() {
    return List.of(
        normal("BackOff", "Back-off pulling image \"" + container.image() + "\""),
        warning("Failed", "Error: ImagePullBackOff"));
  }

  private Waiting pullWait() {
    return new Waiting(
        "ImagePullBackOff",
        "Back-off pulling image \"%s\": ErrImagePull: %s".formatted(container.image(), rpcError()));
  }

  private String rpcError() {
    var reference = reference(container.image());
    return ("rpc error: code = NotFound desc = failed to pull and unpack image \"%1$s\": "
            + "failed to resolve reference \"%1$s\": %1$s: not found")
        .formatted(reference);
  }

  /** The image's name in full, as containerd prints it. */
  private static String reference(String image) {
    var name = image.contains(":") || image.contains("@") ? image : image + ":latest";
    int slash = name.indexOf('/');
    if (slash < 0) {
      return "docker.io/library/" + name;
    }
    var host = name.substring(0, slash);
    boolean registry = host.contains(".") || host.contains(":") || host.equals("localhost");
    return registry ? name : "docker.io/" + name;
  }

  private List<PodEvent> probeFailed() {
    return List.of(
        warning("Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503"));
  }

  private List<PodEvent> backOffEvents() {
    var message =
        "Back-off restarting failed container %s in pod %s_%s(%s)"
            .formatted(container.name(), pod.name(), pod.namespace(), pod.uid());
    return List.of(warning("BackOff", message));
  }

  private PodEvent normal(String reason, String message) {
    return PodEvent.normal(reason, message, container);
  }

  private PodEvent warning(String reason, String message) {
    return PodEvent.warning(reason, message, container);
  }
}
