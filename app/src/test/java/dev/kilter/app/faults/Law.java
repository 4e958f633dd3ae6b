package dev.kilter.app.faults;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Exchange;
import java.nio.charset.StandardCharsets;

/** What holds after each step: judges every request of Kilter's, and notes everybody's. */
final class Law {
  private static final String HOOK = "argocd.argoproj.io/hook";

  private final Ledger ledger;
  private final Marks marks;
  private final Notes notes;
  private final DeletionLaw deletions;
  private final ApplyLaw applies;
  private final RunLaw runs;
  private boolean resting;

  Law(Plan plan, Time time, Repo repo, Ledger ledger) {
    this.ledger = ledger;
    marks = new Marks(ledger.server());
    notes = new Notes();
    deletions = new DeletionLaw(repo, ledger, marks, notes);
    applies = new ApplyLaw(plan, time, repo, ledger, marks, notes);
    runs = new RunLaw(plan, time, repo, ledger, marks, notes);
  }

  /** All has been quiet: from now on nothing is to be written (I14). */
  void rests() {
    resting = true;
  }

  void judge(Exchange exchange) {
    boolean ours = exchange.agent().equals("kilter");
    if (!exchange.isWrite()) {
      return;
    }
    if (ours) {
      ours(exchange);
    }
    notes.took(exchange, ours);
  }

  private void ours(Exchange exchange) {
    if (resting && !exchange.change().isNone()) {
      ledger.violates("I14", "at rest it writes: " + Marks.words(exchange));
    }
    Manifest subject = exchange.change().after().or(() -> exchange.change().before()).orElse(null);
    if (subject == null) {
      return;
    }
    if (subject.kind().equals("Application")) {
      ledger.said("a write of an Application", body(exchange));
      runs.judge(exchange);
    } else if (Marks.buried(subject)) {
      notes.buries(subject);
    } else if (subject.namespace().startsWith("ns-") || subject.namespace().isEmpty()) {
      if (exchange.request().method().equals("DELETE")) {
        deletions.judge(exchange);
      } else if (!exchange.change().isNone()) {
        applies.judge(exchange);
      }
    }
  }

  static boolean hook(Manifest object) {
    return object.annotation(HOOK).isPresent();
  }

  static String body(Exchange exchange) {
    return exchange
        .request()
        .body()
        .map(body -> new String(body.content(), StandardCharsets.UTF_8))
        .orElse("");
  }
}
