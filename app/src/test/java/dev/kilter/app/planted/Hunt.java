package dev.kilter.app.planted;

import dev.kilter.testkit.mutation.Mutant;
import dev.kilter.testkit.mutation.MutantClasses;

/** Lets the simulation look for each planted bug, in classes that have it, and prints a table. */
public final class Hunt {
  private static final String SEEDS = "dev.kilter.app.faults.Seeds";

  private Hunt() {}

  /** How many seeds each bug gets. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    long seeds = Long.parseLong(arguments[0]);
    int caught = 0;
    System.out.println("| planted bug | what keeps from it | caught at seed |\n|---|---|---|");
    for (Mutant mutant : PlantedBugs.all()) {
      long seed = firstFailure(mutant, seeds);
      caught += seed < 0 ? 0 : 1;
      System.out.println(
          "| %s | %s | %s |"
              .formatted(mutant.name(), mutant.guard(), seed < 0 ? "not within " + seeds : seed));
    }
    System.out.println(caught + " of " + PlantedBugs.all().size() + " caught");
  }

  private static long firstFailure(Mutant mutant, long seeds) throws ReflectiveOperationException {
    Class<?> there = MutantClasses.of(mutant).loadClass(SEEDS);
    Object seed = there.getMethod("firstFailure", long.class, long.class).invoke(null, 1L, seeds);
    return (Long) java.util.Objects.requireNonNull(seed);
  }
}
