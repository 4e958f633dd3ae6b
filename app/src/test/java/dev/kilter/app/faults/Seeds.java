package dev.kilter.app.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.slf4j.LoggerFactory;

/** Plays seed after seed, each on one thread, several at a time. */
public final class Seeds {
  private Seeds() {}

  /** A seed that failed, as a story with the line that tells it again. */
  record Failure(long seed, String story) {}

  /** {@code SEEDS=n FROM=x}, as arguments: how many, and from which. */
  public static void main(String[] arguments) {
    quiet();
    long count = Long.parseLong(arguments[0]);
    List<Failure> failures = play(Long.parseLong(arguments[1]), count);
    failures.forEach(failure -> System.out.println(failure.story()));
    System.out.println(count - failures.size() + " passed, " + failures.size() + " failed");
    System.exit(failures.isEmpty() ? 0 : 1);
  }

  /** What Kilter has to say of its troubles is not for whoever plays thousands of them. */
  static void quiet() {
    if (LoggerFactory.getLogger("dev.kilter") instanceof ch.qos.logback.classic.Logger logger) {
      logger.setLevel(ch.qos.logback.classic.Level.OFF);
    }
  }

  static List<Failure> play(long from, long count) {
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService threadsOfMany = Executors.newFixedThreadPool(threads)) {
      List<Future<Optional<Failure>>> plays =
          LongStream.range(from, from + count)
              .mapToObj(seed -> threadsOfMany.submit(() -> play(seed)))
              .toList();
      List<Failure> failures = new ArrayList<>();
      for (Future<Optional<Failure>> play : plays) {
        play.get().ifPresent(failures::add);
      }
      return failures;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the simulation itself failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  static Optional<Failure> play(long seed) {
    Plan plan = Planner.plan(seed);
    return Simulation.play(plan)
        .violation()
        .map(violation -> new Failure(seed, story(plan, violation)));
  }

  private static String story(Plan plan, String violation) {
    Plan least = Shrinker.shrink(plan, violation);
    Simulation.Outcome outcome = Simulation.play(least);
    return "make faults FROM="
        + plan.seed()
        + " SEEDS=1\n"
        + outcome.violation().orElse(violation)
        + "\n"
        + least
        + "\nwhat happened:\n  "
        + String.join("\n  ", outcome.story())
        + "\n";
  }

  /**
   * The first of these seeds that fails, or -1. Called by name, in whatever classes it is loaded:
   * so planted bugs are hunted.
   */
  public static long firstFailure(long from, long count) {
    quiet();
    for (long seed = from; seed < from + count; seed++) {
      if (Simulation.play(Planner.plan(seed)).violation().isPresent()) {
        return seed;
      }
    }
    return -1;
  }
}
