package dev.kilter.model.cluster;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.util.Optional;

/**
 * Port for every write to a destination cluster. Idempotent: the same request again ends the same.
 * Bounded in flight per cluster. Never throws for what a server may answer.
 */
public interface ResourceApplier {
  /** The one field manager under which Kilter writes, Argo CD's own (design 2.4). */
  String FIELD_MANAGER = "argocd-controller";

  ApplyOutcome apply(String server, ApplyRequest request);

  DeleteOutcome delete(String server, DeleteRequest request);

  /**
   * One object to write.
   *
   * @param manifest complete, with tracking mark and namespace
   * @param mode how it is written
   * @param validate false leaves out schema validation (Validate=false)
   * @param force delete and create again where the server refuses an immutable change
   * @param migrateFrom the client-side manager whose fields become ours, empty for no migration
   */
  record ApplyRequest(
      Manifest manifest, Mode mode, boolean validate, boolean force, Optional<String> migrateFrom) {

    public ResourceKey key() {
      return manifest.key();
    }

    public enum Mode {
      SERVER_SIDE,
      CLIENT_SIDE,
      REPLACE,
      /** A server-side apply that changes nothing, to learn what the server would say. */
      DRY_RUN
    }
  }

  /** What an apply came to. */
  sealed interface ApplyOutcome {
    /**
     * It is done.
     *
     * @param change what it did, in kubectl's words
     * @param live the object after it
     * @param note empty, or why it was applied in another way than asked
     */
    record Applied(Change change, Manifest live, String note) implements ApplyOutcome {}

    record Failed(Failure failure) implements ApplyOutcome {}

    /** The reply was lost: it may or may not have been done. */
    record Unknown(String message) implements ApplyOutcome {}

    enum Change {
      CREATED("created"),
      CONFIGURED("configured"),
      UNCHANGED("unchanged"),
      REPLACED("replaced"),
      SERVER_SIDE_APPLIED("serverside-applied");

      private final String word;

      Change(String word) {
        this.word = word;
      }

      public String word() {
        return word;
      }
    }
  }

  /**
   * A proved deletion: the server must refuse it if the object is not at this uid and
   * resourceVersion any more.
   */
  record DeleteRequest(
      ResourceKey key,
      String version,
      String uid,
      String resourceVersion,
      Propagation propagation) {}

  enum Propagation {
    FOREGROUND,
    BACKGROUND,
    ORPHAN
  }

  sealed interface DeleteOutcome {
    /** Accepted; {@code gone} is false while finalizers or dependents keep it. */
    record Deleted(boolean gone) implements DeleteOutcome {}

    record AlreadyGone() implements DeleteOutcome {}

    /** Not at this uid or resourceVersion any more (409): read and prove again. */
    record Changed(String message) implements DeleteOutcome {}

    record Failed(Failure failure) implements DeleteOutcome {}

    record Unknown(String message) implements DeleteOutcome {}
  }
}
