package dev.kilter.app.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What one simulation is made of: it follows from the seed, and may be made smaller. */
record Plan(long seed, List<AppPlan> apps, List<Happening> script) {
  static final String SECRET = "/api/v1/namespaces/argocd/secrets/cluster-far";
  static final String PIN = "kilter.dev/cluster-identity";

  Plan {
    apps = List.copyOf(apps);
    script = List.copyOf(script);
  }

  /** An application, with what Git says at first. */
  record AppPlan(
      String name,
      String project,
      boolean automated,
      boolean prune,
      boolean selfHeal,
      boolean finalizer,
      List<Wanted> objects) {
    AppPlan {
      objects = List.copyOf(objects);
    }

    String namespace() {
      return "ns-" + name;
    }

    @Override
    public String toString() {
      return name
          + " of project "
          + project
          + (automated
              ? " automated" + (prune ? ", prune" : "") + (selfHeal ? ", self-heal" : "")
              : " synced by hand")
          + (finalizer ? ", with its finalizer" : "")
          + ": "
          + objects.stream()
              .map(object ->
                  object.kind().word
                      + " "
                      + object.name()
                      + (object.wave() == 0 ? "" : " in wave " + object.wave())
                      + (object.hook() ? " as a hook" : "")
                      + (object.traits().contains(Wanted.Trait.STAYS) ? " that stays" : ""))
              .collect(Collectors.joining(", "));
    }
  }

  /** Whether the destination is a cluster by a Secret, and not the one that holds the state. */
  boolean far() {
    return far(seed);
  }

  static boolean far(long seed) {
    return Math.floorMod(seed, 8) == 5;
  }

  String destination() {
    return far() ? "https://far" : "https://kubernetes.default.svc";
  }

  AppPlan app(String name) {
    return apps.stream().filter(app -> app.name().equals(name)).findFirst().orElseThrow();
  }

  boolean has(String name) {
    return apps.stream().anyMatch(app -> app.name().equals(name));
  }

  Duration length() {
    return script.stream()
        .map(each -> each instanceof Fault fault ? fault.end() : each.at())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** The same without one entry of the script. */
  Plan without(int entry) {
    List<Happening> rest = new ArrayList<>(script);
    rest.remove(entry);
    return new Plan(seed, apps, rest);
  }

  Plan withScript(List<Happening> other) {
    return new Plan(seed, apps, other);
  }

  /** The same without an application, and without what concerns it. */
  Plan withoutApp(String name) {
    return new Plan(
        seed,
        apps.stream().filter(app -> !app.name().equals(name)).toList(),
        script.stream()
            .filter(each -> !(each instanceof Deed deed && deed.app().equals(name)))
            .toList());
  }

  /** As a story. */
  @Override
  public String toString() {
    return apps.stream().map(app -> "  " + app).collect(Collectors.joining("\n"))
        + "\n"
        + script.stream().map(each -> "  " + each).collect(Collectors.joining("\n"));
  }
}
