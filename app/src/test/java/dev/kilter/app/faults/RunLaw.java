package dev.kilter.app.faults;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** I5, I6, I9, I10, I14, I17: what may be written of an application, and when. */
final class RunLaw {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int REPAIRS = 10;

  private final Plan plan;
  private final Time time;
  private final Repo repo;
  private final Ledger ledger;
  private final Marks marks;
  private final Notes notes;
  private final Map<String, List<Instant>> repairs = new HashMap<>();

  RunLaw(Plan plan, Time time, Repo repo, Ledger ledger, Marks marks, Notes notes) {
    this.plan = plan;
    this.time = time;
    this.repo = repo;
    this.ledger = ledger;
    this.marks = marks;
    this.notes = notes;
  }

  void judge(Exchange exchange) {
    Optional<Manifest> before = exchange.change().before();
    Optional<Manifest> after = exchange.change().after();
    if (before.isEmpty() || exchange.change().isNone()) {
      return;
    }
    boolean held = Marks.ours(Marks.finalizers(before.get()));
    boolean holds = after.filter(left -> Marks.ours(Marks.finalizers(left))).isPresent();
    if (held && !holds) {
      finalizer(before.get());
    }
    after.ifPresent(now -> {
      hold(before.get(), now);
      runs(before.get(), now);
    });
  }

  /** The finalizer goes after what it stands for. */
  private void finalizer(Manifest application) {
    String app = application.name();
    boolean team = plan.app(app).project().equals("team");
    marks
        .owned(app)
        .filter(
            object -> !(team && (object.namespace().isEmpty() || object.kind().equals("Secret"))))
        .findFirst()
        .ifPresent(left ->
            ledger.violates(
                "I17",
                "the finalizer of " + app + " is gone, and " + left.name() + " is still there"));
  }

  /** A hold falls when what it holds off is no longer what Git says, and not before. */
  private void hold(Manifest before, Manifest after) {
    String app = after.name();
    boolean released =
        before.annotation(Bystanders.HOLD).isPresent()
            && after.annotation(Bystanders.HOLD).isEmpty();
    if (!released) {
      return;
    }
    List<String> heads = repo.heads();
    int since = ledger.heldSince(app).orElse(0);
    Optional<Map<String, Wanted>> heldOff = repo.wanted(heads.get(since), app);
    boolean moved =
        heads.subList(since, heads.size()).stream()
            .map(head -> repo.wanted(head, app))
            .anyMatch(wanted -> !wanted.equals(heldOff));
    if (!moved) {
      ledger.violates("I9", "the hold on " + app + " falls, and Git says what it held off");
    }
  }

  private void runs(Manifest before, Manifest after) {
    String app = after.name();
    String was = Bystanders.phase(before);
    String is = Bystanders.phase(after);
    boolean same = Marks.startedAt(before).equals(Marks.startedAt(after));
    boolean running = was.equals("Running") || was.equals("Terminating");
    if (!same && running && before.at("operation").isPresent()) {
      ledger.violates("I6", app + " gets another operation while one is running");
    }
    if (was.equals("Terminating") && same && is.equals("Running")) {
      ledger.violates("I6", app + " runs on although its operation was ended");
    }
    if (!same && is.equals("Running")) {
      begins(app, before, after);
    }
    if (same && running && is.equals("Succeeded")) {
      succeeded(app, before, after);
    }
  }

  private void begins(String app, Manifest before, Manifest after) {
    boolean automated =
        after
            .flag("status", "operationState", "operation", "initiatedBy", "automated")
            .orElse(false);
    String revision = Marks.revision(after);
    if (!automated) {
      repairs.clear();
    }
    if (!automated || revision.isEmpty()) {
      return;
    }
    if (after.annotation(Bystanders.HOLD).isPresent()) {
      ledger.violates("I9", app + " is synced by itself while that is held off");
    }
    int from = repo.heads().lastIndexOf(Marks.revision(before));
    if (repo.heads().lastIndexOf(revision) < from) {
      ledger.violates("I9", app + " goes back to " + revision + " by itself");
    }
    List<Instant> all = repairs.computeIfAbsent(app + revision, _ -> new ArrayList<>());
    all.add(time.now());
    all.removeIf(at -> at.isBefore(time.now().minus(WINDOW)));
    if (all.size() > REPAIRS) {
      ledger.violates("I14", app + " is synced again and again, with no pause that grows");
    }
  }

  private void succeeded(String app, Manifest before, Manifest after) {
    String startedAt = Marks.startedAt(after);
    if (Marks.selective(after)) {
      return;
    }
    // Two syncs may start within one second, which is as exactly as times are kept.
    long entries = entries(after, after) - entries(before, after);
    if (entries != 1) {
      ledger.violates(
          "I10", "a sync of " + app + " ended, and its history has " + entries + " entries of it");
    }
    Map<String, Wanted> wanted = repo.wanted(Marks.revision(after), app).orElse(Map.of());
    for (Wanted hook : wanted.values()) {
      if (hook.hook()
          && !Marks.withoutHooks(after)
          && !notes.madeHook(app + startedAt + hook.name())) {
        ledger.violates(
            "I5", "a sync of " + app + " succeeded, and its " + hook.name() + " did not run");
      }
    }
  }

  private static long entries(Manifest application, Manifest run) {
    return application.items("status", "history").stream()
        .filter(entry -> entry.text("deployStartedAt").orElse("").equals(Marks.startedAt(run)))
        .filter(entry -> entry.text("revision").orElse("").equals(Marks.revision(run)))
        .count();
  }
}
