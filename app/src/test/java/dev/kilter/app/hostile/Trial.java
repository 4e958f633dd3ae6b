package dev.kilter.app.hostile;

import dev.kilter.app.hostile.Attack.Expected;
import dev.kilter.model.failure.Result;
import dev.kilter.model.view.ApplicationViews.Explained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** One case: a world, an attack on the victim in it, and what must hold afterwards. */
final class Trial {
  private final long number;
  private final Attack attack;

  private Trial(long number, Attack attack) {
    this.number = number;
    this.attack = attack;
  }

  /** The same number is the same case, always. */
  static Trial of(long number) {
    Random random = new Random(number * 0x9E3779B97F4A7C15L);
    Attack attack =
        switch (Math.floorMod(number, 10)) {
          case 0, 1, 2 -> HostileFiles.attack(random);
          case 3, 4 -> HostileTrees.attack(random);
          case 5, 6, 7 -> HostileResources.attack(random);
          case 8 -> HostileWebhooks.attack(random);
          default -> HostileAnswers.attack(random);
        };
    return new Trial(number, attack);
  }

  @Override
  public String toString() {
    return attack.title();
  }

  /** Empty where everything held, else what did not. */
  Optional<String> run(Logs logs) {
    try {
      Path folder = Files.createTempDirectory("hostile");
      try {
        run(folder, logs);
        return Optional.empty();
      } finally {
        remove(folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } catch (Exception | Error e) {
      java.io.StringWriter trace = new java.io.StringWriter();
      e.printStackTrace(new java.io.PrintWriter(trace));
      return Optional.of(trace.toString());
    }
  }

  private void run(Path folder, Logs logs) throws Exception {
    try (World world = new World(number, folder)) {
      world.start();
      List<Object> before = world.neighbour();
      attack.strike().on(world);
      settle(world);
      world.neighbourTakesACommit();
      check(world.deletions().isEmpty(), "something was deleted: " + world.deletions());
      List<Object> after = world.neighbour();
      check(
          Neighbourhood.same(before, after),
          "the neighbour is not as it was:\n" + before + "\n" + after);
      check(
          !world.everythingSaid().contains(world.canary), "a secret is told:\n" + world.verdict());
      logs.check(number, world.canary);
    }
  }

  private void settle(World world) throws InterruptedException {
    if (attack.expected() == Expected.NOTHING) {
      return;
    }
    world.await("the victim is told about", () -> settled(world.verdict()));
    Verdict verdict = world.verdict();
    if (verdict.kind() == Verdict.Kind.WRONG) {
      for (String word : attack.mentions()) {
        check(verdict.words().contains(word), "it does not say '" + word + "' but " + verdict);
      }
      check(verdict.words().length() < 20_000, "it says too much: " + verdict.words().length());
      explained(world);
    }
  }

  private boolean settled(Verdict verdict) {
    return switch (attack.expected()) {
      case WRONG -> verdict.kind() == Verdict.Kind.WRONG;
      case WELL -> verdict.kind() == Verdict.Kind.WELL;
      case ANY -> verdict.kind() != Verdict.Kind.PENDING;
      case NOTHING -> true;
    };
  }

  private static void explained(World world) {
    Result<Explained> explained = world.explained();
    check(
        explained instanceof Result.Success<Explained>(var said)
            && !said.headline().isBlank()
            && !(said.fixes().isEmpty() && said.evidence().isEmpty()),
        "the victim is not explained: " + explained);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
