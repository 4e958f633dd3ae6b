package dev.kilter.app.faults;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** I6: what is written of an application belongs to its one operation, and to one controller. */
final class FenceLaw {
  /** What was under way comes to its end within this time, dead processes' requests included. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(15);

  /** Shorter than two of the shortest intervals that the settings here say. */
  private static final Duration OBSERVES = Duration.ofSeconds(110);

  private final Time time;
  private final Ledger ledger;
  private final Marks marks;
  private final Map<String, Instant> ended = new HashMap<>();

  FenceLaw(Time time, Ledger ledger, Marks marks) {
    this.time = time;
    this.ledger = ledger;
    this.marks = marks;
  }

  /** Anybody's write of an Application. */
  void notice(Exchange exchange) {
    exchange
        .change()
        .before()
        .filter(before -> before.kind().equals("Application") && runs(before))
        .filter(before -> exchange.change().after().filter(FenceLaw::runs).isEmpty())
        .ifPresent(before -> ended.put(before.name(), time.now()));
  }

  private static boolean runs(Manifest application) {
    return Bystanders.phase(application).matches("Running|Terminating");
  }

  /** A write of Kilter's that changed an Application, or an object of one. */
  void judge(String app, String what) {
    ledger
        .foreignTold(app)
        .filter(told -> time.now().isAfter(told.plus(UNDER_WAY)))
        .filter(told -> time.now().isBefore(told.plus(OBSERVES)))
        .ifPresent(told ->
            ledger.violates(
                "I6", what + " is written while another controller is at work on " + app));
  }

  /** An object of the application is applied or deleted. */
  void touches(String app, String what) {
    judge(app, what);
    Optional<Manifest> application = marks.application(app);
    boolean deleting =
        application.filter(it -> it.at("metadata", "deletionTimestamp").isPresent()).isPresent();
    boolean late =
        Optional.ofNullable(ended.get(app))
            .filter(end -> !time.now().isAfter(end.plus(UNDER_WAY)))
            .isPresent();
    if (application.isPresent() && !deleting && !runs(application.get()) && !late) {
      ledger.violates("I6", what + " is written, and no operation of " + app + " runs");
    }
  }
}
