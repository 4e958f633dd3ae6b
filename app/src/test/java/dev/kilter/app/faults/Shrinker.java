package dev.kilter.app.faults;

import dev.kilter.app.faults.Plan.AppPlan;
import java.util.Optional;

/** Makes a plan that fails smaller, for as long as the same law is broken. */
final class Shrinker {
  private static final int TRIES = 150;

  private final String law;
  private int tries;

  private Shrinker(String violation) {
    law = law(violation);
  }

  static Plan shrink(Plan plan, String violation) {
    return new Shrinker(violation).smaller(plan);
  }

  private static String law(String violation) {
    return violation.substring(0, Math.max(0, violation.indexOf(':')));
  }

  private Plan smaller(Plan plan) {
    Plan least = plan;
    for (AppPlan app : plan.apps()) {
      least = kept(least, least.withoutApp(app.name()));
    }
    boolean shrunk = true;
    while (shrunk && tries < TRIES) {
      shrunk = false;
      for (int i = least.script().size() - 1; i >= 0; i--) {
        Plan less = kept(least, least.without(i));
        shrunk |= less.script().size() < least.script().size();
        least = less;
      }
    }
    return least;
  }

  private Plan kept(Plan before, Plan less) {
    if (less.apps().isEmpty() || ++tries > TRIES) {
      return before;
    }
    Optional<String> violation = Simulation.play(less).violation();
    return violation.map(Shrinker::law).filter(law::equals).isPresent() ? less : before;
  }
}
