package dev.kilter.app.faults;

import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** I1, I2, I3: what may be deleted. */
final class DeletionLaw {
  private final Repo repo;
  private final Ledger ledger;
  private final Marks marks;
  private final Notes notes;

  DeletionLaw(Repo repo, Ledger ledger, Marks marks, Notes notes) {
    this.repo = repo;
    this.ledger = ledger;
    this.marks = marks;
    this.notes = notes;
  }

  void judge(Exchange exchange) {
    Optional<Manifest> before = exchange.change().before();
    if (before.isEmpty()) {
      return;
    }
    Manifest object = before.get();
    String what = object.kind() + " " + object.name();
    Manifest options =
        Manifest.of(Json.object(Law.body(exchange).getBytes(StandardCharsets.UTF_8)));
    for (String condition : new String[] {"uid", "resourceVersion"}) {
      if (options.text("preconditions", condition).orElse("").isEmpty()) {
        ledger.violates("I2", what + " is deleted whatever its " + condition);
      }
    }
    if (exchange.status() >= 300) {
      return;
    }
    if (!ledger.knows(object.uid())) {
      ledger.violates("I2", what + " is deleted, and was never watched");
    }
    if (Law.hook(object)) {
      return; // it goes by its name, before it is made again
    }
    Optional<String> app = Marks.app(object);
    if (app.isEmpty() || !Marks.namesItself(object)) {
      ledger.violates("I2", what + " is deleted, and is not marked as an application's");
      return;
    }
    if (Marks.controlled(object)) {
      ledger.violates("I2", what + " is deleted, and a controller owns it");
    }
    if (!notes.isBuried(object.uid())) {
      ledger.violates("I2", what + " is deleted, and was not written down");
    }
    marks.application(app.get()).ifPresent(application -> judge(object, app.get(), application));
  }

  private void judge(Manifest object, String app, Manifest application) {
    String what = object.kind() + " " + object.name();
    if (application.at("metadata", "deletionTimestamp").isPresent()) {
      if (!Marks.ours(Marks.finalizers(application))) {
        ledger.violates("I2", what + " is deleted for an application that leaves its objects");
      }
      return;
    }
    if (Marks.stays(object)) {
      ledger.violates("I2", what + " is pruned, and asks to stay");
    }
    String revision = Marks.revision(application);
    Optional<Map<String, Wanted>> wanted = repo.wanted(revision, app);
    if (wanted.isEmpty()) {
      ledger.violates("I2", what + " is pruned at " + revision + ", which cannot be read");
      return;
    }
    if (wanted.get().values().stream().anyMatch(each -> Marks.is(each, object))) {
      ledger.violates("I1", what + " is pruned at " + revision + ", which names it");
    }
    reach(object, app, application, wanted.get());
  }

  private void reach(
      Manifest object, String app, Manifest application, Map<String, Wanted> wanted) {
    int deleted = notes.deleted(app + Marks.startedAt(application));
    boolean confirmed = application.annotation("argocd.argoproj.io/deletion-approved").isPresent();
    boolean everything =
        (wanted.isEmpty() || deleted > 1)
            && marks
                .owned(app)
                .filter(left -> left.at("metadata", "deletionTimestamp").isEmpty())
                .noneMatch(left -> !left.uid().equals(object.uid()) && !Law.hook(left));
    if (!confirmed && (everything || object.kind().equals("StatefulSet"))) {
      ledger.violates(
          "I3",
          object.kind()
              + " "
              + object.name()
              + " is pruned, and nobody confirmed "
              + (everything ? "that everything goes" : "it"));
    }
  }
}
