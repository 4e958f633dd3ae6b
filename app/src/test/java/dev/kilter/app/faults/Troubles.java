package dev.kilter.app.faults;

import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import java.util.ArrayList;
import java.util.List;

/** The faults that last now. */
final class Troubles {
  private final Time time;
  private final Dice dice;
  private final List<Fault> active = new ArrayList<>();
  private int requests;
  private int deathAt = Integer.MAX_VALUE;
  private int deathAtSave = Integer.MAX_VALUE;
  private boolean deathAfter;

  /** What becomes of a request. */
  enum Fate {
    ARRIVES,
    DIES_BEFORE,
    DIES_AFTER,
    REFUSED,
    LOST_BEFORE,
    LOST_AFTER,
    ANSWERED
  }

  record Outcome(Fate fate, int status) {}

  Troubles(Time time, Dice dice) {
    this.time = time;
    this.dice = dice;
  }

  void begin(Fault fault) {
    switch (fault.type()) {
      case DIE_BEFORE, DIE_AFTER -> {
        deathAt = requests + fault.number();
        deathAfter = fault.type() == Fault.Type.DIE_AFTER;
      }
      case DIE_SAVING -> deathAtSave = fault.number();
      default -> active.add(fault);
    }
  }

  boolean lasts(Fault.Type type) {
    return lasts(type, "");
  }

  /** Whether such a fault lasts that strikes this path. */
  boolean lasts(Fault.Type type, String path) {
    for (Fault fault : active) {
      if (fault.type() == type
          && path.contains(fault.target())
          && time.elapsed().compareTo(fault.end()) < 0) {
        return true;
      }
    }
    return false;
  }

  /** Nothing goes wrong from now on. */
  void end() {
    active.clear();
    deathAt = Integer.MAX_VALUE;
    deathAtSave = Integer.MAX_VALUE;
  }

  Outcome strikes(ApiRequest request) {
    requests++;
    if (requests >= deathAt) {
      deathAt = Integer.MAX_VALUE;
      return new Outcome(deathAfter ? Fate.DIES_AFTER : Fate.DIES_BEFORE, 0);
    }
    boolean saves = request.method().equals("PATCH") && request.path().contains("/applications/");
    if (saves && deathAtSave != Integer.MAX_VALUE && --deathAtSave <= 0) {
      deathAtSave = Integer.MAX_VALUE;
      return new Outcome(Fate.DIES_BEFORE, 0);
    }
    for (Fault fault : active) {
      boolean strikes =
          time.elapsed().compareTo(fault.end()) < 0
              && request.path().contains(fault.target())
              && dice.chance(0.6);
      if (strikes) {
        switch (fault.type()) {
          case REFUSE -> {
            return new Outcome(Fate.REFUSED, 0);
          }
          case TIME_OUT -> {
            return new Outcome(Fate.LOST_BEFORE, 0);
          }
          case LOSE_REPLY -> {
            return new Outcome(Fate.LOST_AFTER, 0);
          }
          case ANSWER -> {
            if (!request.method().equals("GET") || fault.number() != 422) {
              return new Outcome(Fate.ANSWERED, fault.number());
            }
          }
          default -> {}
        }
      }
    }
    return new Outcome(Fate.ARRIVES, 0);
  }
}
