package dev.kilter.model.store;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import java.time.Instant;
import java.util.List;

/**
 * Port to the record of deletions (design 2.13): written whole before the first delete, or no
 * delete.
 */
public interface Tombstones {
  Result<String> bury(Batch batch);

  List<Batch> of(ApplicationId application);

  /** What is about to be deleted, with the evidence why. */
  record Batch(
      ApplicationId application,
      Instant at,
      String revision,
      String reason,
      String planHash,
      List<Manifest> objects) {
    public Batch {
      objects = List.copyOf(objects);
    }
  }
}
