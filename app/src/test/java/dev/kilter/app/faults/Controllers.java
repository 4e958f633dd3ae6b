package dev.kilter.app.faults;

import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.ApiServer;
import dev.kilter.testkit.apiserver.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cluster's own controllers: what is wanted becomes so after a while. */
final class Controllers {
  private static final Duration SLOWEST = Duration.ofSeconds(12);
  private static final Duration FIGHTER = Duration.ofSeconds(2);

  private final ApiServer server;
  private final Kubectl self;
  private final Time time;
  private final Dice dice;
  private final Ledger ledger;
  private final List<Chore> chores = new ArrayList<>();
  private boolean garbage;

  private record Chore(Instant due, String path, boolean revert) {}

  Controllers(ApiServer server, Time time, Dice dice, Ledger ledger) {
    this.server = server;
    this.self = new Kubectl(server, ApiServer.CONTROLLERS);
    this.time = time;
    this.dice = dice;
    this.ledger = ledger;
  }

  /** Something was asked of the server. */
  void notice(Exchange exchange) {
    if (!exchange.isWrite() || exchange.change().isNone()) {
      return;
    }
    if (exchange.request().method().equals("DELETE")) {
      garbage = true;
    }
    Optional<Manifest> after = exchange.change().after();
    if (after.isPresent() && !settled(after.get())) {
      chores.add(new Chore(time.now().plus(dice.upTo(SLOWEST)), path(after.get()), false));
    }
    if (after.isPresent() && exchange.agent().equals("kilter")) {
      String path = path(after.get());
      if (ledger.fought(path)) {
        chores.add(new Chore(time.now().plus(dice.upTo(FIGHTER)), path, true));
      }
    }
  }

  private static String path(Manifest object) {
    for (Wanted.Kind kind : Wanted.Kind.values()) {
      if (kind.word.equals(object.kind())) {
        return Kubectl.path(kind, object.namespace(), object.name());
      }
    }
    return "";
  }

  /** Whether the status says what the spec wants. */
  static boolean settled(Manifest object) {
    return switch (object.kind()) {
      case "Deployment", "StatefulSet" ->
          object
              .integer("status", "observedGeneration")
              .orElse(0L)
              .equals(object.integer("metadata", "generation").orElse(0L));
      case "Job" -> !object.items("status", "conditions").isEmpty();
      default -> true;
    };
  }

  void offer(List<Runnable> work) {
    if (garbage) {
      work.add(() -> {
        garbage = server.collectGarbage();
      });
    }
    for (Chore chore : chores) {
      if (!time.now().isBefore(chore.due())) {
        work.add(() -> {
          chores.remove(chore);
          act(chore);
        });
      }
    }
  }

  Instant wakeAt() {
    Instant first = Instant.MAX;
    for (Chore chore : chores) {
      first = chore.due().isBefore(first) ? chore.due() : first;
    }
    return first;
  }

  private void act(Chore chore) {
    Optional<Manifest> live = self.get(chore.path());
    if (live.isEmpty()) {
      return;
    }
    if (chore.revert()) {
      if (ledger.fought(chore.path())) {
        ledger.revert(chore.path(), live.get());
      }
      return;
    }
    Manifest object = live.get();
    if (settled(object)) {
      return;
    }
    long generation = object.integer("metadata", "generation").orElse(1L);
    long replicas = object.integer("spec", "replicas").orElse(1L);
    String status =
        switch (object.kind()) {
          case "Deployment" ->
              """
              {"observedGeneration":%1$d,"replicas":%2$d,"updatedReplicas":%2$d,
               "readyReplicas":%2$d,"availableReplicas":%2$d,
               "conditions":[{"type":"Available","status":"True","reason":"MinimumReplicasAvailable"}]}
              """
                  .formatted(generation, replicas);
          case "StatefulSet" ->
              """
              {"observedGeneration":%1$d,"replicas":%2$d,"updatedReplicas":%2$d,
               "readyReplicas":%2$d,"currentReplicas":%2$d,"availableReplicas":%2$d,
               "currentRevision":"r","updateRevision":"r"}
              """
                  .formatted(generation, replicas);
          default ->
              """
              {"startTime":"%1$s","completionTime":"%1$s","succeeded":1,"conditions":[
               {"type":"SuccessCriteriaMet","status":"True","lastTransitionTime":"%1$s"},
               {"type":"Complete","status":"True","lastTransitionTime":"%1$s"}]}
              """
                  .formatted(time.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        };
    self.merge(
        chore.path() + "/status",
        Map.of("status", Json.object(status.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    if (!settled(self.get(chore.path()).orElse(object))) {
      throw new IllegalStateException("the server does not take the status of " + chore.path());
    }
  }
}
