package dev.kilter.app.faults;

import dev.kilter.app.faults.Plan.AppPlan;
import dev.kilter.app.faults.Wanted.Kind;
import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What holds when all is quiet again: what is shown is true (I8), and what Git says is so, or it is
 * said why not (I7). Judged from the server and from what was committed, by rules of its own.
 */
final class Verdict {
  private final Plan plan;
  private final Repo repo;
  private final Ledger ledger;
  private final Marks marks;

  Verdict(Plan plan, Repo repo, Ledger ledger) {
    this.plan = plan;
    this.repo = repo;
    this.ledger = ledger;
    this.marks = new Marks(ledger.server());
  }

  void judge() {
    for (AppPlan app : plan.apps()) {
      marks.application(app.name()).ifPresent(application -> judge(app, application));
    }
  }

  private void judge(AppPlan app, Manifest application) {
    if (application.at("metadata", "deletionTimestamp").isPresent()) {
      ledger.violates(
          "I7",
          app.name()
              + " is still being deleted, with "
              + marks
                  .owned(app.name())
                  .map(object ->
                      object.kind() + " " + object.name() + " " + Marks.finalizers(object))
                  .toList()
              + says(application));
      return;
    }
    String sync = application.text("status", "sync", "status").orElse("");
    Optional<Map<String, Wanted>> wanted = repo.wanted(app.name());
    if (wanted.isEmpty()) {
      if (!sync.equals("Unknown") || !says(application).contains("ComparisonError")) {
        ledger.violates(
            "I8", app.name() + " cannot be read, and shows " + sync + says(application));
      }
      return;
    }
    if (forbidden(app, wanted.get())) {
      return; // what is shown of it is the project's business, and the step's laws watch it
    }
    List<String> drift = drift(app, wanted.get());
    if (drift.isEmpty() != sync.equals("Synced")) {
      ledger.violates(
          "I8",
          "%s shows %s, and differs in %s%s".formatted(app.name(), sync, drift, says(application)));
      return;
    }
    String phase = Bystanders.phase(application);
    if (phase.equals("Running") || phase.equals("Terminating")) {
      ledger.violates("I7", app.name() + " is still being synced" + says(application));
    } else if (!drift.isEmpty() && app.automated() && !excused(app, application, drift)) {
      ledger.violates(
          "I7", "%s stays different in %s%s".formatted(app.name(), drift, says(application)));
    }
  }

  private boolean forbidden(AppPlan app, Map<String, Wanted> wanted) {
    boolean secrets = ledger.forbidding().getLast().secrets();
    return app.project().equals("team")
        && (wanted.values().stream().anyMatch(object -> !object.kind().namespaced)
            || (secrets
                && (wanted.values().stream().anyMatch(object -> object.kind() == Kind.SECRET)
                    || marks
                        .owned(app.name())
                        .anyMatch(object -> object.kind().equals("Secret")))));
  }

  /** Why automation may rest although something differs, where it says so. */
  private boolean excused(AppPlan app, Manifest application, List<String> drift) {
    String said = says(application);
    boolean onlyExtra = drift.stream().allMatch(each -> each.startsWith("extra"));
    boolean failed = Bystanders.phase(application).matches("Failed|Error");
    return said.contains("DeletionHeldWarning")
        || said.contains("HeldWarning: Automation is held")
        || said.contains("SyncError")
        || (failed && said.contains("SyncError"))
        || (onlyExtra && !app.prune())
        || (onlyExtra && said.contains("stays"))
        || (!app.selfHeal() && Marks.revision(application).equals(repo.head()))
        || (!app.selfHeal() && sameWanted(app, Marks.revision(application)))
        || (onlyExtra && drift.stream().allMatch(each -> each.endsWith("stays")));
  }

  private boolean sameWanted(AppPlan app, String revision) {
    return repo.wanted(revision, app.name()).equals(repo.wanted(app.name()));
  }

  static String says(Manifest application) {
    List<String> said = new ArrayList<>();
    application
        .items("status", "conditions")
        .forEach(condition ->
            said.add(
                condition.text("type").orElse("") + ": " + condition.text("message").orElse("")));
    said.add(
        Bystanders.phase(application)
            + ": "
            + application.text("status", "operationState", "message").orElse(""));
    return " (" + String.join("; ", said) + ")";
  }

  private List<String> drift(AppPlan app, Map<String, Wanted> wanted) {
    List<String> drift = new ArrayList<>();
    for (Wanted object : wanted.values()) {
      if (object.hook()) {
        continue;
      }
      Optional<Manifest> live = marks.live(object, app.namespace());
      if (live.isEmpty()) {
        drift.add("missing " + object.name());
      } else if (!matches(object, live.get(), app)) {
        drift.add("changed " + object.name());
      }
    }
    marks
        .owned(app.name())
        .filter(object -> !Law.hook(object))
        .filter(object -> wanted.values().stream().noneMatch(each -> Marks.is(each, object)))
        .forEach(object ->
            drift.add("extra " + object.name() + (Marks.stays(object) ? " that stays" : "")));
    return drift;
  }

  private static boolean matches(Wanted object, Manifest live, AppPlan app) {
    boolean marked =
        Marks.app(live).filter(app.name()::equals).isPresent() && Marks.namesItself(live);
    return marked
        && live.label("team").filter("sim"::equals).isPresent()
        && switch (object.kind()) {
          case CONFIG_MAP, SECRET -> content(live, object.kind()).equals(object.content());
          case DEPLOYMENT ->
              live.integer("spec", "replicas").orElse(-1L) == 1 + object.value() % 3
                  && image(live).equals(object.image());
          case STATEFUL_SET ->
              live.integer("spec", "replicas").orElse(-1L) == 1
                  && image(live).equals(object.image());
          case CLUSTER_ROLE ->
              live.items("rules").size() == 1
                  && live.items("rules")
                      .getFirst()
                      .list("resourceNames")
                      .equals(List.of(object.text()));
          case JOB -> true;
        };
  }

  /** What people add beside Git's keys is their own. */
  private static Map<String, String> content(Manifest live, Kind kind) {
    Map<String, String> content = new TreeMap<>();
    live.map("data")
        .forEach((key, value) -> {
          if (!key.equals("hand")) {
            String text = String.valueOf(value);
            content.put(
                key,
                kind == Kind.SECRET
                    ? new String(
                        Base64.getDecoder().decode(text), java.nio.charset.StandardCharsets.UTF_8)
                    : text);
          }
        });
    return content;
  }

  private static String image(Manifest live) {
    return live.items("spec", "template", "spec", "containers").stream()
        .findFirst()
        .flatMap(container -> container.text("image"))
        .orElse("");
  }
}
