package dev.kilter.app.faults;

import dev.kilter.app.faults.Deed.What;
import dev.kilter.app.faults.Plan.AppPlan;
import dev.kilter.app.faults.Wanted.Kind;
import dev.kilter.app.faults.Wanted.Trait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a plan from a seed. */
final class Planner {
  private static final Duration LENGTH = Duration.ofMinutes(8);
  private static final List<String> WATCHED =
      List.of("configmaps", "secrets", "deployments", "applications", "", "statefulsets", "jobs");
  private static final List<Integer> ANSWERS = List.of(409, 410, 422, 429, 500, 503, 401, 403, 504);

  /** What may happen in any world. */
  private static final List<Fault.Type> ANYWHERE =
      Stream.of(Fault.Type.values()).filter(type -> type != Fault.Type.MOVED).toList();

  private static final List<Integer> JUMPS = List.of(1, 5, 90, 3600, -1, -5, -90, -3600);

  private final Dice dice;
  private final List<AppPlan> apps = new ArrayList<>();
  private final List<Happening> script = new ArrayList<>();

  private Planner(long seed) {
    dice = new Dice(seed);
  }

  static Plan plan(long seed) {
    Planner planner = new Planner(seed);
    int apps = planner.dice.pick(List.of(1, 1, 2, 2, 3, 4));
    for (int i = 0; i < apps; i++) {
      planner.apps.add(planner.app("app" + i));
    }
    planner.deeds();
    planner.ambush();
    planner.faults();
    if (Plan.far(seed)) {
      planner.move(new Dice(~seed));
    }
    planner.script.sort(Comparator.comparing(Happening::at));
    return new Plan(seed, planner.apps, planner.script);
  }

  private AppPlan app(String name) {
    boolean automated = dice.chance(0.75);
    List<Wanted> objects = new ArrayList<>();
    boolean waves = dice.chance(0.4);
    int count = dice.between(2, 6);
    for (int i = 0; i < count; i++) {
      Wanted object = object(name, "o" + i);
      objects.add(waves ? object.inWave(dice.below(3)) : object);
    }
    if (dice.chance(0.3)) {
      objects.add(
          new Wanted(
              Kind.JOB, "hook", 0, 0, Set.of(dice.chance(0.5) ? Trait.BEFORE : Trait.AFTER)));
    }
    return new AppPlan(
        name,
        dice.chance(0.4) ? "team" : "default",
        automated,
        dice.chance(0.8),
        dice.chance(0.8),
        dice.chance(0.6),
        objects);
  }

  private Wanted object(String app, String name) {
    Map<Kind, Integer> weights = new EnumMap<>(Kind.class);
    weights.put(Kind.CONFIG_MAP, 8);
    weights.put(Kind.SECRET, 3);
    weights.put(Kind.DEPLOYMENT, 5);
    weights.put(Kind.STATEFUL_SET, 1);
    weights.put(Kind.CLUSTER_ROLE, 1);
    Kind kind = weighted(weights);
    Wanted object = new Wanted(kind, kind.namespaced ? name : app + "-" + name, 0, 0, Set.of());
    if (dice.chance(0.12)) {
      object = object.with(Trait.STAYS);
    }
    return (kind == Kind.CONFIG_MAP || kind == Kind.SECRET) && dice.chance(0.3)
        ? object.with(Trait.MORE)
        : object;
  }

  private <T> T weighted(Map<T, Integer> weights) {
    int roll = dice.below(weights.values().stream().mapToInt(Integer::intValue).sum());
    for (Map.Entry<T, Integer> entry : weights.entrySet()) {
      roll -= entry.getValue();
      if (roll < 0) {
        return entry.getKey();
      }
    }
    throw new IllegalStateException("weights that add up to nothing");
  }

  private Duration moment() {
    return dice.upTo(LENGTH);
  }

  private void deeds() {
    Map<What, Integer> weights = new EnumMap<>(What.class);
    weights.put(What.CHANGE, 14);
    weights.put(What.ADD, 6);
    weights.put(What.REMOVE, 9);
    weights.put(What.RENAME, 3);
    weights.put(What.EMPTY, 2);
    weights.put(What.BREAK, 3);
    weights.put(What.MEND, 3);
    weights.put(What.ELSEWHERE, 3);
    weights.put(What.FORCE_PUSH, 2);
    weights.put(What.EDIT, 7);
    weights.put(What.DELETE, 6);
    weights.put(What.REMAKE, 4);
    weights.put(What.UNMARK, 3);
    weights.put(What.COPY_MARK, 2);
    weights.put(What.OWN, 2);
    weights.put(What.FIGHT, 2);
    weights.put(What.SYNC, 5);
    weights.put(What.SYNC_PRUNE, 7);
    weights.put(What.ROLL_BACK, 4);
    weights.put(What.RESUME, 2);
    weights.put(What.TERMINATE, 3);
    weights.put(What.REFRESH, 3);
    weights.put(What.HARD_REFRESH, 2);
    weights.put(What.APPROVE, 3);
    weights.put(What.DELETE_APP, 3);
    weights.put(What.MAKE_APP, 2);
    weights.put(What.OTHER_CONTROLLER, 2);
    weights.put(What.TAKE_AWAY, 2);
    weights.put(What.FORBID, 2);
    weights.put(What.ALLOW, 2);
    weights.put(What.SETTINGS, 1);
    int count = dice.between(3, 14);
    Duration last = moment();
    for (int i = 0; i < count; i++) {
      AppPlan app = dice.pick(apps);
      What what = weighted(weights);
      // Things happen together more often than by chance.
      Duration at = dice.chance(0.4) ? last.plus(dice.upTo(Duration.ofSeconds(8))) : moment();
      last = at;
      script.add(new Deed(at, what, app.name(), object(app, what), dice.below(1_000)));
    }
  }

  private String object(AppPlan app, What what) {
    return switch (what) {
      case CHANGE, REMOVE, RENAME, EDIT, DELETE, REMAKE, UNMARK, COPY_MARK, OWN, FIGHT ->
          dice.pick(app.objects()).name();
      case ADD -> "new" + dice.below(3);
      default -> "";
    };
  }

  /** What matters only where it meets something else within seconds meets it here. */
  private void ambush() {
    AppPlan app = dice.pick(apps);
    List<Wanted> objects = app.objects().stream().filter(object -> !object.hook()).toList();
    Duration at = moment();
    Wanted object = dice.pick(objects);
    switch (dice.below(10)) {
      case 0 -> unseen(at, app, object, What.REMAKE, What.REMOVE);
      case 1 -> unseen(at, app, object, What.UNMARK, What.REMOVE);
      case 2 -> {
        unseen(at, app, object, What.DELETE, What.ELSEWHERE);
        script.add(strike(at.plusSeconds(10), 1, Fault.Type.COMPACT, ""));
      }
      case 3 -> {
        script.add(deed(at, What.DELETE_APP, app, ""));
        script.add(strike(at, 1, Fault.Type.DIE_IDLE, ""));
        script.add(strike(at, 20, Fault.Type.DELAY, object.kind().plural));
      }
      case 4 -> {
        script.add(deed(at, What.CHANGE, app, object.name()));
        script.add(deed(at.plusSeconds(2), What.TAKE_AWAY, app, ""));
      }
      case 5 -> {
        Duration early = Duration.ofSeconds(2).plus(dice.upTo(Duration.ofSeconds(6)));
        script.add(deed(early, What.TAKE_AWAY, app, "")); // the first sync is the longest
      }
      default -> {}
    }
  }

  /** Two deeds within seconds, of which the first is told late. */
  private void unseen(Duration at, AppPlan app, Wanted object, What first, What second) {
    script.add(strike(at, 20, Fault.Type.DELAY, object.kind().plural));
    script.add(deed(at, first, app, object.name()));
    script.add(deed(at.plus(dice.upTo(Duration.ofSeconds(4))), second, app, object.name()));
  }

  private Deed deed(Duration at, What what, AppPlan app, String object) {
    return new Deed(at, what, app.name(), object, dice.below(1_000));
  }

  private static Fault strike(Duration at, int seconds, Fault.Type type, String target) {
    return new Fault(at, Duration.ofSeconds(seconds), type, target, 0);
  }

  private void faults() {
    int count = dice.between(0, 9);
    for (int i = 0; i < count; i++) {
      script.add(fault(near()));
    }
  }

  /** The address of the cluster leads to another one, while there is something to do. */
  private void move(Dice own) {
    Duration at = Duration.ofMinutes(1).plus(own.upTo(LENGTH));
    Duration lasts = Duration.ofSeconds(own.between(5, 120));
    script.add(new Fault(at, lasts, Fault.Type.MOVED, "", 0));
    AppPlan app = own.pick(apps);
    What what = own.pick(List.of(What.CHANGE, What.ADD, What.SYNC_PRUNE, What.DELETE_APP));
    String object = what == What.CHANGE ? own.pick(app.objects()).name() : "new0";
    script.add(new Deed(at.plus(own.upTo(lasts)), what, app.name(), object, own.below(1_000)));
  }

  /** Faults matter most where something happens. */
  private Duration near() {
    if (script.isEmpty() || dice.chance(0.3)) {
      return moment();
    }
    Duration at = dice.pick(script).at();
    Duration shifted = at.minusSeconds(5).plus(dice.upTo(Duration.ofSeconds(12)));
    return shifted.isNegative() ? Duration.ZERO : shifted;
  }

  private Fault fault(Duration at) {
    Fault.Type type = dice.pick(ANYWHERE);
    Duration shortly = dice.upTo(Duration.ofSeconds(20));
    Duration longer = dice.upTo(Duration.ofMinutes(2));
    return switch (type) {
      case DIE_BEFORE, DIE_AFTER ->
          new Fault(at, Duration.ofSeconds(1), type, "", dice.between(1, 25));
      case DIE_SAVING -> new Fault(at, Duration.ofSeconds(1), type, "", dice.between(1, 4));
      case REPEAT -> new Fault(at, longer, type, dice.pick(WATCHED), 0);
      case DIE_IDLE, CUT -> new Fault(at, Duration.ofSeconds(1), type, dice.pick(WATCHED), 0);
      case COMPACT -> new Fault(at, Duration.ofSeconds(1), type, "", 0);
      case ANSWER -> new Fault(at, shortly, type, dice.pick(WATCHED), dice.pick(ANSWERS));
      case TIME_OUT, LOSE_REPLY -> new Fault(at, shortly, type, dice.pick(WATCHED), 0);
      case REFUSE, GIT_HALF -> new Fault(at, shortly, type, "", 0);
      case DELAY -> new Fault(at, dice.chance(0.5) ? shortly : longer, type, dice.pick(WATCHED), 0);
      case SILENCE -> new Fault(at, Duration.ofSeconds(140), type, dice.pick(WATCHED), 0);
      case CLOCK -> new Fault(at, Duration.ofSeconds(1), type, "", dice.pick(JUMPS));
      case GIT_DOWN, GIT_SLOW, MOVED -> new Fault(at, longer, type, "", 0);
    };
  }
}
