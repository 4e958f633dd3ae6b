package dev.kilter.engine.sync;

import dev.kilter.engine.sync.Results.Verdict;
import dev.kilter.engine.sync.RunMemory.Write;
import dev.kilter.model.application.ResourceResult.HookPhase;
import dev.kilter.model.application.ResourceResult.Outcome;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.ResourceKey;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Our own writes that the watched state does not show yet (guard G12). What is older than our write
 * is not believed, and what does not come is looked for after a while.
 */
final class Unseen {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private Unseen() {}

  /** Forgets the writes that the watched state has reached. */
  static SyncRun reached(SyncRun run, Observation seen) {
    Map<ResourceKey, Write> unseen = new HashMap<>(run.memory().unseen());
    unseen
        .entrySet()
        .removeIf(entry ->
            reached(entry.getValue(), seen.live().find(entry.getKey()), seen.now().steady()));
    return run.with(run.memory().withUnseen(unseen));
  }

  static boolean isUnseen(Task task, SyncRun run) {
    return run.memory().unseen().containsKey(task.key());
  }

  /** It should be there by now, and the cache does not show it: ask the server. */
  static boolean overdue(Task task, SyncRun run, Instant now) {
    Write write = run.memory().unseen().get(task.key());
    return task.live().isEmpty() && write != null && !write.at().plus(PATIENCE).isAfter(now);
  }

  static SyncRun forgotten(SyncRun run, ResourceKey key) {
    Map<ResourceKey, Write> unseen = new HashMap<>(run.memory().unseen());
    unseen.remove(key);
    return run.with(run.memory().withUnseen(unseen));
  }

  static SyncRun missing(SyncRun run, Task task) {
    return Results.record(
        run,
        task,
        Verdict.of(
            Outcome.SyncFailed,
            HookPhase.Error,
            "Resource " + task.shortName() + " is missing, it might have been deleted"));
  }

  private static boolean reached(Write write, Optional<LiveResource> live, Instant now) {
    if (write.resourceVersion().isEmpty()) {
      return live.isEmpty() || live.get().terminating() || !write.at().plus(PATIENCE).isAfter(now);
    }
    return live.filter(found -> notOlder(found.resourceVersion(), write.resourceVersion()))
        .isPresent();
  }

  /** Versions of one object are ordered numbers; where they are not, there is no order to keep. */
  private static boolean notOlder(String found, String written) {
    return !number(found)
        || !number(written)
        || new BigInteger(found).compareTo(new BigInteger(written)) >= 0;
  }

  private static boolean number(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
