package dev.kilter.sandbox.node;

import dev.kilter.sandbox.node.Behaviour.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one run of a container prints: the same lines at the same times whenever somebody asks.
 *
 * @param end when the run ended; {@link Instant#MAX} while it goes on
 */
record LogLines(ContainerSpec container, Instant start, Instant end) {
  private static final Duration BETWEEN = Duration.ofMillis(120);
  private static final int BATCHES = 21_600;
  private static final List<String> PATHS =
      List.of("/", "/cart", "/healthz", "/items/17", "/login");

  /** A line and when it was printed. */
  record Line(Instant at, String text) {}

  /** How many lines were printed up to and including {@code now}. */
  int count(Instant now) {
    var until = now.isBefore(end) ? now : end;
    if (until.isBefore(start)) {
      return 0;
    }
    var passed = Duration.between(start, until);
    int opening = opening().size();
    long early = passed.dividedBy(BETWEEN) + 1;
    if (early <= opening || !pulses()) {
      return (int) Math.min(early, opening);
    }
    return opening + (int) passed.minus(BETWEEN.multipliedBy(opening)).dividedBy(pulse());
  }

  /** The line of that number, the first being 0. */
  Line line(int number) {
    var opening = opening();
    if (number < opening.size()) {
      return new Line(start.plus(BETWEEN.multipliedBy(number)), opening.get(number));
    }
    int pulse = number - opening.size() + 1;
    var at = start.plus(BETWEEN.multipliedBy(opening.size())).plus(pulse().multipliedBy(pulse));
    return new Line(at, container.behaviour().run() == Run.LABOURS ? batch(pulse) : request(pulse));
  }

  private static String request(int pulse) {
    return "GET %s 200 %dms".formatted(PATHS.get(pulse % PATHS.size()), 3 + pulse * 7 % 20);
  }

  private static String batch(int pulse) {
    return "batch %d of %d done".formatted(pulse, BATCHES);
  }

  private Duration pulse() {
    return container.behaviour().pulse();
  }

  /** Whether lines may follow that are not printed yet at {@code now}. */
  boolean goesOn(Instant now) {
    return now.isBefore(end);
  }

  private boolean pulses() {
    return switch (container.behaviour().run()) {
      case SERVES, NEVER_READY, LABOURS -> true;
      case COMPLETES, FAILS -> false;
    };
  }

  private List<String> opening() {
    var greeting = "starting " + container.name() + ", image " + container.image();
    return switch (container.behaviour().run()) {
      case SERVES -> List.of(greeting, "configuration loaded", "listening on :8080");
      case NEVER_READY ->
          List.of(greeting, "configuration loaded", "not ready: the database does not answer");
      case LABOURS -> List.of(greeting, "%d batches to do".formatted(BATCHES));
      case COMPLETES -> List.of(greeting, "step 1 of 2 done", "step 2 of 2 done", "finished");
      case FAILS ->
          List.of(
              greeting,
              "configuration loaded",
              "error: cannot connect to db:5432: connection refused",
              "fatal: giving up, exit code 1");
    };
  }
}
