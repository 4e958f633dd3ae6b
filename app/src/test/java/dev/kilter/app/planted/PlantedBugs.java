package dev.kilter.app.planted;

import static dev.kilter.testkit.mutation.Target.in;
import static dev.kilter.testkit.mutation.Value.FALSE;
import static dev.kilter.testkit.mutation.Value.NOTHING;
import static dev.kilter.testkit.mutation.Value.TRUE;

import dev.kilter.testkit.mutation.Mutant;
import dev.kilter.testkit.mutation.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Twenty ways to be careless. Each must be caught by the simulation within its first seeds. */
final class PlantedBugs {
  private static final String CONTROL = "dev.kilter.control.";
  private static final String ENGINE = "dev.kilter.engine.";
  private static final String PRUNE = ENGINE + "prune.Prune";
  private static final String BATCH = CONTROL + "deletion.DeletionBatch";
  private static final String CACHE = "dev.kilter.cluster.cache.";

  private PlantedBugs() {}

  static List<Mutant> all() {
    return Stream.of(deleting(), seeing(), running(), writing()).flatMap(List::stream).toList();
  }

  /** What may go. */
  private static List<Mutant> deleting() {
    return List.of(
        Mutant.of(
            "no uid check",
            "an object is deleted only if it is the one that was watched",
            in(PRUNE, "notTheSame").answers(NOTHING)),
        Mutant.of(
            "the mark of the live object is not read",
            "an object is deleted only while it is marked as this application's",
            in(PRUNE, "notMarked").answers(NOTHING)),
        Mutant.of(
            "a deletion without a resourceVersion",
            "an object is deleted only as it was when the proof was made",
            in(BATCH, "delete").takes(NOTHING, ENGINE + "prune.Proof$Proved", "resourceVersion")),
        Mutant.of(
            "no limit to what one sync may delete",
            "far-reaching deletions are held until someone confirms them",
            in(ENGINE + "prune.BlastRadius", "reaching").answers(NOTHING)),
        Mutant.of(
            "empty tombstones",
            "what is deleted is written down first",
            in(BATCH, "bury").takes(NOTHING, Stream.class, "toList")),
        Mutant.of(
            "what asks to stay is not asked",
            "Prune=false and Delete=false keep an object",
            in(PRUNE, "asksToStay").answers(NOTHING),
            in(ENGINE + "sync.PruneGate", "leftOut").answers(NOTHING)),
        Mutant.of(
            "a finalizer taken away too early",
            "an application's finalizer goes after its objects",
            in(CONTROL + "deletion.Cascades", "remove").takes(TRUE, List.class, "isEmpty")));
  }

  /** What is believed. */
  private static List<Mutant> seeing() {
    return List.of(
        Mutant.of(
            "a render error swallowed",
            "a failed render is not an empty one",
            in(CONTROL + "refresh.Renderings", "rendering")
                .neverSees("dev.kilter.model.render.Rendering$Failed"),
            in(CONTROL + "effect.Comparing", "items").swallows(NOTHING)),
        Mutant.of(
            "a failed look taken for a finished one",
            "what cannot be compared is not Synced",
            in(CONTROL + "refresh.Evaluations", "advance").takes(NOTHING, Optional.class, "of")),
        Mutant.of(
            "a cache trusted while it is being listed",
            "absence proves nothing until all is listed",
            in("dev.kilter.model.cluster.LiveState", "complete").answers(TRUE)),
        Mutant.of(
            "a render kept though its files changed",
            "a render holds for the files that it read",
            in("dev.kilter.model.render.ReadSet", "touchedBy").answers(FALSE)),
        Mutant.of(
            "nothing swept after a new list",
            "what went while nobody watched is not in the cache",
            in(CACHE + "CacheMachine", "sweep").answers(NOTHING)),
        Mutant.of(
            "another cluster behind the same address believed",
            "a cluster that says that it is another one is left alone",
            in("dev.kilter.model.cluster.ClusterConnection", "mismatch").answers(NOTHING)),
        Mutant.of(
            "one's own writes not awaited",
            "health from before an apply does not count",
            in(ENGINE + "sync.Unseen", "isUnseen").answers(FALSE)));
  }

  /** In which order, and by whom. */
  private static List<Mutant> running() {
    return List.of(
        Mutant.of(
            "a fence skipped",
            "where another controller writes, Kilter only observes",
            in(CONTROL + "write.Authorship", "foreign").answers(FALSE)),
        Mutant.of(
            "waves that do not wait",
            "a wave begins when the one before is healthy",
            in(ENGINE + "sync.Attempt", "awaited").answers(NOTHING)),
        Mutant.of(
            "the hook of an earlier sync counts",
            "each sync runs its own hooks",
            in(ENGINE + "sync.Attempt", "apply").takes(FALSE, Optional.class, "isPresent")),
        Mutant.of(
            "a run that does not know that it was taken away",
            "who ended or replaced a run is believed",
            in(CONTROL + "sync.Standing", "lost").answers(FALSE)),
        Mutant.of(
            "repairs without a pause",
            "self-heal backs off",
            in(ENGINE + "sync.SelfHeal", "dueAt")
                .takes(NOTHING, ENGINE + "sync.RetryDelay", "grown")));
  }

  /** What is written down. */
  private static List<Mutant> writing() {
    return List.of(
        Mutant.of(
            "no history",
            "every sync that changed the cluster has its entry",
            in(ENGINE + "sync.History", "append").answers(new Value.Argument(0))),
        Mutant.of(
            "the project not asked",
            "nothing is written that the project forbids",
            in(ENGINE + "sync.Validation", "refusal").answers(NOTHING)));
  }
}
