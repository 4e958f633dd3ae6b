package dev.kilter.store.reading;

import dev.kilter.model.application.Operation;
import dev.kilter.model.application.Operation.InitiatedBy;
import dev.kilter.model.application.Operation.ResourceSelector;
import dev.kilter.model.application.Operation.Strategy;
import dev.kilter.model.application.Operation.Sync;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.store.tree.Fields;
import java.util.List;

/** Reads an operation, as anyone may have written it. */
final class OperationReader {
  private OperationReader() {}

  /** A request to start: one that does not say what to do must not sync everything. */
  static Operation readRequest(Fields operation) {
    if (!operation.has("sync")) {
      operation.complain("sync", "is missing, so the operation asks for nothing");
    }
    return read(operation);
  }

  static Operation read(Fields operation) {
    return new Operation(
        sync(operation.object("sync")),
        initiatedBy(operation),
        PolicyReader.retry(operation),
        operation.manifest());
  }

  static InitiatedBy initiatedBy(Fields parent) {
    Fields by = parent.object("initiatedBy");
    return new InitiatedBy(by.text("username"), by.flag("automated"));
  }

  /** {@code revisions}, or the one {@code revision}. */
  static List<String> revisions(Fields parent) {
    List<String> several = parent.texts("revisions");
    String single = parent.text("revision");
    return !several.isEmpty() ? several : single.isEmpty() ? List.of() : List.of(single);
  }

  private static Sync sync(Fields sync) {
    List<Source> several = SpecReader.sources(sync);
    return new Sync(
        revisions(sync),
        several.isEmpty() ? SpecReader.source(sync, "source") : several,
        sync.flag("prune"),
        sync.flag("dryRun"),
        strategy(sync.object("syncStrategy")),
        sync.objects("resources").stream().map(OperationReader::selector).toList(),
        new SyncOptions(sync.texts("syncOptions")),
        (int) (long) sync.integer("autoHealAttemptsCount").orElse(0L));
  }

  private static Strategy strategy(Fields strategy) {
    boolean apply = strategy.has("apply");
    Fields chosen = strategy.object(apply ? "apply" : "hook");
    return new Strategy(!apply, chosen.flag("force"));
  }

  private static ResourceSelector selector(Fields selector) {
    return new ResourceSelector(
        selector.text("group"),
        selector.text("kind"),
        selector.text("namespace"),
        selector.text("name"));
  }
}
