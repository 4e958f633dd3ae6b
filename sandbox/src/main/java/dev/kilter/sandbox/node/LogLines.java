package dev.kilter.sandbox.node;

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
  private static final Duration PULSE = Duration.ofSeconds(1);
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
    if (early <= opening || !serves()) {
      return (int) Math.min(early, opening);
    }
    return opening + (int) passed.minus(BETWEEN.multipliedBy(opening)).dividedBy(PULSE);
  }

  /** The line of that number, the first being 0. */
  Line line(int number) {
    var opening = opening();
    if (number < opening.size()) {
      return new Line(start.plus(BETWEEN.multipliedBy(number)), opening.get(number));
    }
    int pulse = number - opening.size() + 1;
    var at = start.plus(BETWEEN.multipliedBy(opening.size())).plus(PULSE.multipliedBy(pulse));
    var path = PATHS.get(pulse % PATHS.size());
    return new Line(at, "GET %s 200 %dms".formatted(path, 3 + pulse * 7 % 20));
  }

  /** Whether lines may follow that are not printed yet at {@code now}. */
  boolean goesOn(Instant now) {
    return now.isBefore(end);
  }

  private boolean serves() {
    return switch (container.behaviour().run()) {
      case SERVES, NEVER_READY -> true;
      case COMPLETES, FAILS -> false;
    };
  }

  private List<String> opening() {
    var greeting = "starting " + container.name() + ", image " + container.image();
    return switch (container.behaviour().run()) {
      case SERVES -> List.of(greeting, "configuration loaded", "listening on :8080");
      case NEVER_READY ->
          List.of(greeting, "configuration loaded", "not ready: the database does not answer");
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
