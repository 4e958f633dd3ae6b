package dev.kilter.engine.explain;

import dev.kilter.model.view.ApplicationViews.Explained;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why an application is as it is, and what to do now: one headline, its evidence, and commands to
 * paste (design 2.14). Rules stand in the order in which one thing hides the next, from what keeps
 * Kilter from seeing anything to all being well.
 */
public final class Explain {
  private static final List<Rule> RULES =
      List.of(
          new CannotReachRepository(),
          new RepositoryRefuses(),
          new CannotReachCluster(),
          new LeadsElsewhere(),
          new RevisionIsMissing(),
          new RevisionIsUntrusted(),
          new PathIsMissing(),
          new CannotRender(),
          new ToolIsUnsupported(),
          new ToolIsMissing(),
          new ProjectForbids(),
          new SpecIsInvalid(),
          new ApplyRefused(),
          new DeletionsHeld(),
          new WaveBlocked(),
          PodRules::explain,
          new OtherProblem(),
          new SyncRuns(),
          new HeldRollback(),
          new AutoSyncGaveUp(),
          new Drifted(),
          new NotHealthyYet(),
          new OnlyObserving(),
          new Warned());

  private Explain() {}

  public static Explained explain(ExplainInput input, Instant now) {
    Situation situation = new Situation(input, now);
    Explained explained =
        RULES.stream()
            .map(rule -> rule.explain(situation))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseGet(() -> AllWell.of(situation));
    return OnlyObserving.noted(explained, situation);
  }
}
