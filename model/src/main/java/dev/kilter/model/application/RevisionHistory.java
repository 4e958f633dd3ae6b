package dev.kilter.model.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One finished full sync, to which a rollback can go. Ids grow by one and never come again. */
public record RevisionHistory(
    long id,
    List<String> revisions,
    List<Source> sources,
    boolean multiSource,
    Optional<Instant> deployStartedAt,
    Instant deployedAt,
    Operation.InitiatedBy initiatedBy) {
  public RevisionHistory {
    revisions = List.copyOf(revisions);
    sources = List.copyOf(sources);
  }
}
