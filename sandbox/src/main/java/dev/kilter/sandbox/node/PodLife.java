package dev.kilter.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kilter.sandbox.kube.ApiException;
import dev.kilter.sandbox.kube.Json;
import dev.kilter.sandbox.kube.KubeClient;
import dev.kilter.sandbox.kube.PatchType;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Plays one pod's script on a thread of its own and writes each step to the API server, until
 * nothing more happens, the pod is deleted, or the sandbox ends.
 */
final class PodLife {
  private static final Duration ENDING = Duration.ofMillis(300);
  private static final Duration TRY_AGAIN = Duration.ofMillis(500);
  private static final int STOPPED_BY_SIGTERM = 143;

  private final KubeClient client;
  private final InstantSource clock;
  private final EventRecorder events;
  private final String address;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final Thread thread;
  private volatile JsonNode pod;
  private volatile PodState state;

  PodLife(KubeClient client, InstantSource clock, JsonNode pod, String address) {
    this.client = client;
    this.clock = clock;
    this.events = new EventRecorder(client, "kubelet");
    this.pod = pod;
    this.state = PodStatusJson.read(pod, clock.instant());
    var given = pod.path("status").path("podIP").asText();
    this.address = given.isEmpty() ? address : given;
    this.thread = Thread.ofVirtual().name("pod " + state.spec().name()).unstarted(this::play);
  }

  void start() {
    thread.start();
  }

  /** Where the pod stands now; its log is made from that. */
  PodState state() {
    return state;
  }

  /** Ends the script and then the pod, within its grace; later calls do nothing. */
  void end(JsonNode deleted) {
    if (ending.compareAndSet(false, true)) {
      thread.interrupt();
      Thread.ofVirtual().name("end of pod " + state.spec().name()).start(() -> remove(deleted));
    }
  }

  void stop() {
    thread.interrupt();
  }

  private void play() {
    try {
      if (!pod.path("status").has("containerStatuses")) {
        publish();
      }
      for (var step = state.next(); step.isPresent(); step = state.next()) {
        advance(step.get());
      }
    } catch (InterruptedException | InterruptedIOException _) {
      // Deleted, or the sandbox ends: whoever interrupts sees to the rest.
    } catch (ApiException _) {
      // The pod is gone or another one has its name: nothing to play any more.
    } catch (IOException e) {
      throw new IllegalStateException("only answers of the API server end a script", e);
    }
  }

  private void advance(PodState.Step step) throws InterruptedException, IOException {
    var wait = Duration.between(clock.instant(), step.at());
    if (wait.isPositive()) {
      Thread.sleep(wait);
    }
    var before = state;
    state = step.state();
    if (visible(before, state)) {
      publish();
    }
    tell(step.events());
  }

  /** A pull begins, or a wait begins again: nothing that the status would show. */
  private boolean visible(PodState before, PodState after) {
    var now = clock.instant();
    return !PodStatusJson.patch(before, pod, address, now)
        .equals(PodStatusJson.patch(after, pod, address, now));
  }

  private void tell(List<PodEvent> told) {
    for (var event : told) {
      events.record(pod, event, clock.instant());
    }
  }

  private void publish() throws IOException, InterruptedException {
    while (true) {
      try {
        var patch = PodStatusJson.patch(state, pod, address, clock.instant());
        pod = client.patch(path() + "/status", PatchType.STRATEGIC, patch);
        return;
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        giveUpOrWait(e);
      }
    }
  }

  /** A pod that is gone, or replaced by one with another uid, ends its script. */
  private static void giveUpOrWait(IOException failure) throws IOException, InterruptedException {
    if (failure instanceof ApiException answer
        && (answer.status() == 404 || answer.status() == 409)) {
      throw answer;
    }
    Thread.sleep(TRY_AGAIN);
  }

  private void remove(JsonNode deleted) {
    try {
      thread.join();
      for (var container : state.spec().containers()) {
        tell(
            List.of(
                PodEvent.normal("Killing", "Stopping container " + container.name(), container)));
      }
      var grace =
          Duration.ofSeconds(deleted.path("metadata").path("deletionGracePeriodSeconds").asLong());
      Thread.sleep(grace.compareTo(ENDING) < 0 ? grace : ENDING);
      if (deleted.path("metadata").has("finalizers")) {
        // Whoever holds the pod waits to see how it ended: a Job counts it, for instance.
        publishEnd();
      }
      delete();
    } catch (InterruptedException | IOException _) {
      // Gone already, or the sandbox ends.
    }
  }

  private void publishEnd() throws IOException {
    boolean over = state.phase().equals("Succeeded") || state.phase().equals("Failed");
    var now = clock.instant();
    state = state.stopped(STOPPED_BY_SIGTERM, now);
    var patch = PodStatusJson.patch(state, pod, address, now);
    if (!over) {
      ((ObjectNode) patch.path("status")).put("phase", "Failed");
    }
    client.patch(path() + "/status", PatchType.STRATEGIC, patch);
  }

  private void delete() throws IOException, InterruptedException {
    var options = Json.object().put("gracePeriodSeconds", 0);
    options.putObject("preconditions").put("uid", state.spec().uid());
    Optional<IOException> failure;
    do {
      failure = attemptDelete(options);
      if (failure.isPresent()) {
        giveUpOrWait(failure.get());
      }
    } while (failure.isPresent());
  }

  private Optional<IOException> attemptDelete(JsonNode options) throws InterruptedIOException {
    try {
      client.delete(path(), options);
      return Optional.empty();
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  private String path() {
    return "/api/v1/namespaces/" + state.spec().namespace() + "/pods/" + state.spec().name();
  }
}
