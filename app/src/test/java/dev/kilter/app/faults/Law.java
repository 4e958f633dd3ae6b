package dev.kilter.app.faults;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Exchange;
import java.nio.charset.StandardCharsets;

/** What holds after each step: judges every request of Kilter's, and notes everybody's. */
final class Law {
  private static final String HOOK = "argocd.argoproj.io/hook";

  private final Plan plan;
  private final Ledger ledger;
  private final Marks marks;
  private final Notes notes;
  private final DeletionLaw deletions;
  private final ApplyLaw applies;
  private final RunLaw runs;
  private final FenceLaw fence;
  private boolean resting;

  Law(Plan plan, Time time, Repo repo, Ledger ledger) {
    this.plan = plan;
    this.ledger = ledger;
    marks = new Marks(ledger.server());
    notes = new Notes();
    deletions = new DeletionLaw(repo, ledger, marks, notes);
    applies = new ApplyLaw(plan, time, repo, ledger, marks, notes);
    runs = new RunLaw(plan, time, repo, ledger, marks, notes);
    fence = new FenceLaw(time, ledger, marks);
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
    fence.notice(exchange);
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
      subject.text("status", "reconciledAt").ifPresent(at -> ledger.looked(subject.name(), at));
      runs.judge(exchange);
      if (!exchange.change().isNone()) {
        fence.judge(subject.name(), "its Application");
      }
    } else if (Marks.buried(subject)) {
      notes.buries(subject);
    } else if (subject.namespace().startsWith("ns-") || subject.namespace().isEmpty()) {
      isolation(subject);
      if (!exchange.change().isNone()) {
        Marks.app(subject)
            .ifPresent(app -> fence.touches(app, subject.kind() + " " + subject.name()));
      }
      if (exchange.request().method().equals("DELETE")) {
        deletions.judge(exchange);
      } else if (!exchange.change().isNone()) {
        applies.judge(exchange);
      }
    }
  }

  /** Each application has a namespace of its own here: none may touch another's (I11). */
  private void isolation(Manifest subject) {
    Marks.app(subject)
        .filter(app -> subject.namespace().startsWith("ns-"))
        .filter(app -> !subject.namespace().equals("ns-" + app) && plan.has(app))
        .ifPresent(app ->
            ledger.violates(
                "I11", app + " touches " + subject.name() + " in " + subject.namespace()));
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
