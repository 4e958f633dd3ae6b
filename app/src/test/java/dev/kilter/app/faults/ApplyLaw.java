package dev.kilter.app.faults;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Exchange;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** I4, I5, I12: what may be applied, and when. */
final class ApplyLaw {
  /** Longer than any watch here is late. */
  private static final Duration SURELY_TOLD = Duration.ofMinutes(5);

  private final Plan plan;
  private final Time time;
  private final Repo repo;
  private final Ledger ledger;
  private final Marks marks;
  private final Notes notes;

  ApplyLaw(Plan plan, Time time, Repo repo, Ledger ledger, Marks marks, Notes notes) {
    this.plan = plan;
    this.time = time;
    this.repo = repo;
    this.ledger = ledger;
    this.marks = marks;
    this.notes = notes;
  }

  void judge(Exchange exchange) {
    Optional<Manifest> after = exchange.change().after();
    Optional<String> app = after.flatMap(Marks::app).filter(plan::has);
    if (after.isEmpty() || app.isEmpty()) {
      return;
    }
    Manifest object = after.get();
    project(object, app.get());
    Optional<Manifest> application = marks.application(app.get());
    if (application.isEmpty()
        || !Bystanders.phase(application.get()).equals("Running")
        || Marks.selective(application.get())) {
      return;
    }
    if (Law.hook(object)) {
      hook(exchange, object, app.get(), application.get());
    } else {
      wave(object, app.get(), application.get());
    }
  }

  private void project(Manifest object, String app) {
    if (!plan.app(app).project().equals("team")) {
      return;
    }
    boolean clusterScoped = object.namespace().isEmpty();
    Ledger.Forbidding last = ledger.forbidding().getLast();
    boolean forbidden = last.secrets() && time.now().isAfter(last.since().plus(SURELY_TOLD));
    if (clusterScoped || (forbidden && object.kind().equals("Secret"))) {
      ledger.violates(
          "I12", object.kind() + " " + object.name() + " is applied against the project");
    }
  }

  private void hook(Exchange exchange, Manifest object, String app, Manifest application) {
    if (exchange.change().before().isPresent()) {
      return;
    }
    notes.hookMade(app + Marks.startedAt(application) + object.name());
  }

  private void wave(Manifest object, String app, Manifest application) {
    Optional<Map<String, Wanted>> wanted = repo.wanted(Marks.revision(application), app);
    if (wanted.isEmpty()) {
      return;
    }
    String namespace = plan.app(app).namespace();
    int wave =
        wanted.get().values().stream()
            .filter(each -> Marks.is(each, object))
            .mapToInt(Wanted::wave)
            .findFirst()
            .orElse(Integer.MIN_VALUE);
    for (Wanted earlier : wanted.get().values()) {
      if (earlier.wave() < wave && !earlier.hook()) {
        Optional<Manifest> live = marks.live(earlier, namespace);
        boolean met =
            live.map(notes::metGate).orElseGet(() -> notes.deletedByOthers(earlier, namespace));
        if (!met) {
          ledger.violates(
              "I4",
              "%s of wave %d is applied before %s of wave %d is %s"
                  .formatted(
                      object.name(),
                      wave,
                      earlier.name(),
                      earlier.wave(),
                      live.isPresent() ? "healthy" : "there"));
        }
      }
    }
  }
}
