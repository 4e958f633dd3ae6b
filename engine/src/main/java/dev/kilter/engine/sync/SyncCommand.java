package dev.kilter.engine.sync;

import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.cluster.ResourceApplier.DeleteOutcome;
import dev.kilter.model.cluster.ResourceApplier.DeleteRequest;
import dev.kilter.model.cluster.ResourceApplier.Propagation;
import dev.kilter.model.manifest.ResourceKey;
import java.util.List;

/** What a step wants done; idempotent, so that doing it again after a crash is harmless. */
public sealed interface SyncCommand {
  ResourceKey key();

  record Apply(ApplyRequest request) implements SyncCommand {
    @Override
    public ResourceKey key() {
      return request.key();
    }
  }

  /**
   * Delete after proof: the shell makes a live GET, asks {@code Prune.prove} with it, writes the
   * tombstone of the whole batch and only then sends the delete with uid and resourceVersion.
   *
   * @param expectedUid the uid in the watch cache
   */
  record Delete(ResourceKey key, String version, String expectedUid, Propagation propagation)
      implements SyncCommand {}

  /** Delete a hook's object, which its own policy asks for: no proof and no tombstone needed. */
  record DeleteHook(DeleteRequest request) implements SyncCommand {
    @Override
    public ResourceKey key() {
      return request.key();
    }
  }

  /** One live GET, to learn whether an object that the cache does not show is really missing. */
  record Look(ResourceKey key) implements SyncCommand {}

  /** Outcome of one command, as the shell reports it back. */
  sealed interface Outcome {
    ResourceKey key();

    /** Of an Apply. */
    record Applied(ResourceKey key, ApplyOutcome outcome) implements Outcome {}

    /** Of a Delete or DeleteHook. */
    record Deleted(ResourceKey key, DeleteOutcome outcome) implements Outcome {}

    /** The proof failed on the live object: nothing was sent. */
    record NotProved(ResourceKey key, String why) implements Outcome {}

    /** Of a Look; a failed GET reports the object as there. */
    record Looked(ResourceKey key, boolean there) implements Outcome {}
  }

  /** Keys in order, for messages. */
  static List<ResourceKey> keys(List<SyncCommand> commands) {
    return commands.stream().map(SyncCommand::key).toList();
  }
}
