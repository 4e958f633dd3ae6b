package dev.kilter.sandbox.node;

import dev.kilter.sandbox.node.ContainerSpec.Kind;
import dev.kilter.sandbox.node.ContainerState.Created;
import dev.kilter.sandbox.node.ContainerState.Terminated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where all containers of a pod stand, in the order of {@link PodSpec#containers}. */
record PodState(PodSpec spec, List<ContainerStatus> statuses) {
  /** A turn of the pod: the state after it. */
  record Step(Instant at, PodState state, List<PodEvent> events) {}

  PodState {
    statuses = List.copyOf(statuses);
  }

  static PodState created(PodSpec spec, Instant now) {
    var statuses = spec.containers().stream().map(_ -> ContainerStatus.created(now)).toList();
    return new PodState(spec, statuses);
  }

  /** The earliest turn of any container whose time has come; empty where nothing more happens. */
  Optional<Step> next() {
    var steps = new ArrayList<Step>();
    for (int i = 0; i < statuses.size(); i++) {
      if (mayProceed(i)) {
        int index = i;
        var script = new ContainerScript(spec, container(i));
        script.next(statuses.get(i)).ifPresent(turn -> steps.add(step(index, turn)));
      }
    }
    return steps.stream().min(Comparator.comparing(Step::at));
  }

  private Step step(int index, Turn turn) {
    var next = new ArrayList<>(statuses);
    next.set(index, turn.status());
    var state = new PodState(spec, next);
    return new Step(turn.at(), state.release(turn.at()), turn.events());
  }

  /** Lets containers that only now may begin count their time from now. */
  private PodState release(Instant at) {
    var next = new ArrayList<ContainerStatus>();
    for (int i = 0; i < statuses.size(); i++) {
      var status = statuses.get(i);
      boolean begins = status.state() instanceof Created && status.since().isBefore(at);
      next.add(begins ? status.later(at) : status);
    }
    return new PodState(spec, next);
  }

  /** Whether every init container before this one has done its part. */
  private boolean mayProceed(int index) {
    for (int i = 0; i < index; i++) {
      if (!initDone(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean initDone(int index) {
    return switch (container(index).kind()) {
      case INIT -> statuses.get(index).completed();
      case SIDECAR -> statuses.get(index).isRunning();
      case MAIN -> true;
    };
  }

  boolean initialized() {
    return mayProceed(statuses.size());
  }

  boolean ready() {
    for (int i = 0; i < statuses.size(); i++) {
      if (container(i).kind() != Kind.INIT && !statuses.get(i).ready()) {
        return false;
      }
    }
    return true;
  }

  /** The pod's phase by the rules of the kubelet. */
  String phase() {
    if (failedForGood(Kind.INIT)) {
      return "Failed";
    }
    if (!initialized()) {
      return "Pending";
    }
    var main = ofKind(Kind.MAIN);
    if (main.stream().anyMatch(this::hasNotStarted)) {
      return "Pending";
    }
    if (!endedForGood()) {
      return "Running";
    }
    return main.stream().allMatch(i -> statuses.get(i).completed()) ? "Succeeded" : "Failed";
  }

  private boolean hasNotStarted(int index) {
    var status = statuses.get(index);
    return status.last().isEmpty() && !(status.isRunning() || status.state() instanceof Terminated);
  }

  private boolean endedForGood() {
    return ofKind(Kind.MAIN).stream().allMatch(this::isOver);
  }

  private boolean failedForGood(Kind kind) {
    return ofKind(kind).stream().anyMatch(i -> isOver(i) && !statuses.get(i).completed());
  }

  private boolean isOver(int index) {
    return statuses.get(index).state() instanceof Terminated ended
        && !container(index).restart().after(ended.exitCode());
  }

  private List<Integer> ofKind(Kind kind) {
    var found = new ArrayList<Integer>();
    for (int i = 0; i < statuses.size(); i++) {
      if (container(i).kind() == kind) {
        found.add(i);
      }
    }
    return found;
  }

  ContainerSpec container(int index) {
    return spec.containers().get(index);
  }

  /** Every container that runs ends now with this code, as when the pod is deleted. */
  PodState stopped(int exitCode, Instant now) {
    var next = new ArrayList<ContainerStatus>();
    for (var status : statuses) {
      next.add(
          status.state() instanceof Terminated
              ? status
              : status.in(new Terminated(exitCode, startOf(status, now), now), now));
    }
    return new PodState(spec, next);
  }

  private static Instant startOf(ContainerStatus status, Instant otherwise) {
    return status.state() instanceof ContainerState.Running(var startedAt) ? startedAt : otherwise;
  }
}
