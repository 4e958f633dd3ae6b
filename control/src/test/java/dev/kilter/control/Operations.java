package dev.kilter.control;

import dev.kilter.model.application.Operation;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations that someone asks for. */
final class Operations {
  private Operations() {}

  /** To these revisions, or where there are none to what the sources track. */
  static Operation sync(List<String> revisions, boolean prune) {
    return new Operation(
        new Operation.Sync(
            revisions,
            List.of(),
            prune,
            false,
            Operation.Strategy.DEFAULT,
            List.of(),
            SyncOptions.NONE,
            0),
        new Operation.InitiatedBy("ana", false),
        Optional.empty(),
        Manifest.of(Map.of()));
  }
}
