package dev.kilter.engine.sync;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.Operation.InitiatedBy;
import dev.kilter.model.application.Operation.Strategy;
import dev.kilter.model.application.RevisionHistory;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Back to an entry of the history, by Argo CD's contract: strategy apply, and no retry. */
public final class Rollback {
  private Rollback() {}

  /**
   * Whether automation may bring the newer state back at once, or is held for as long (design
   * 2.17).
   */
  public enum Automation {
    AS_IT_IS,
    HELD
  }

  /** What of a rollback the user can choose. */
  public record Choice(long historyId, boolean prune, boolean dryRun, Automation automation) {}

  /** Failures: InvalidSpec while automation would undo it, NotFound without such an entry. */
  public static Result<Operation> operation(Application application, Choice choice, String user) {
    if (application.spec().syncPolicy().automation().isPresent()
        && choice.automation() == Automation.AS_IT_IS
        && !choice.dryRun()) {
      return Result.failed(
          new Failure.InvalidSpec(
              "rollback cannot be initiated when auto-sync is enabled: automation would bring the"
                  + " newer state back at once. Roll back with --hold, which holds automation until"
                  + " Git moves on, or switch auto-sync off first"));
    }
    Optional<RevisionHistory> entry =
        application.status().history().stream()
            .filter(candidate -> candidate.id() == choice.historyId())
            .findFirst();
    return entry
        .map(found -> Result.success(operation(application, choice, found, user)))
        .orElseGet(() -> Result.failed(missing(application, choice.historyId())));
  }

  private static Operation operation(
      Application application, Choice choice, RevisionHistory entry, String user) {
    Operation.Sync sync =
        new Operation.Sync(
            entry.revisions(),
            entry.sources(),
            choice.prune(),
            choice.dryRun(),
            new Strategy(false, false),
            List.of(),
            application.spec().syncPolicy().syncOptions(),
            0);
    return new Operation(
        sync, new InitiatedBy(user, false), Optional.empty(), Manifest.of(Map.of()));
  }

  private static Failure missing(Application application, long id) {
    List<Long> known = application.status().history().stream().map(RevisionHistory::id).toList();
    return new Failure.NotFound(
        "application "
            + application.id().name()
            + " does not have deployment with id "
            + id
            + " in history; it has "
            + (known.isEmpty() ? "none yet" : known));
  }
}
