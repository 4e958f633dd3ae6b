package dev.kilter.app.planted;

import dev.kilter.testkit.mutation.Mutant;
import dev.kilter.testkit.mutation.MutantClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets the simulation look for each planted bug, in classes that have it, and prints a table. */
public final class Hunt {
  private static final String SEEDS = "dev.kilter.app.faults.Seeds";

  private Hunt() {}

  /** How many seeds each bug gets, and a part of the names of those to hunt. */
  public static void main(String[] arguments) throws Exception {
    long seeds = Long.parseLong(arguments[0]);
    String part = arguments.length > 1 ? arguments[1] : "";
    List<Mutant> hunted =
        PlantedBugs.all().stream().filter(mutant -> mutant.name().contains(part)).toList();
    int threads = Runtime.getRuntime().availableProcessors();
    int caught = 0;
    System.out.println("| planted bug | what keeps from it | caught at seed |\n|---|---|---|");
    try (ExecutorService hunters = Executors.newFixedThreadPool(threads)) {
      List<Future<Long>> hunts = new ArrayList<>();
      for (Mutant mutant : hunted) {
        hunts.add(hunters.submit(() -> firstFailure(mutant, seeds)));
      }
      for (int i = 0; i < hunted.size(); i++) {
        long seed = hunts.get(i).get();
        caught += seed < 0 ? 0 : 1;
        System.out.println(row(hunted.get(i), seed < 0 ? "not within " + seeds : "" + seed));
      }
    }
    System.out.println(caught + " of " + hunted.size() + " caught");
  }

  private static String row(Mutant mutant, String seed) {
    return "| %s | %s | %s |".formatted(mutant.name(), mutant.guard(), seed);
  }

  private static long firstFailure(Mutant mutant, long seeds) throws ReflectiveOperationException {
    Class<?> there = MutantClasses.of(mutant).loadClass(SEEDS);
    Object seed = there.getMethod("firstFailure", long.class, long.class).invoke(null, 1L, seeds);
    return (Long) java.util.Objects.requireNonNull(seed);
  }
}
