package dev.kilter.engine.sync;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.Hold;
import dev.kilter.model.manifest.Digest;
import java.time.Instant;
import java.util.Optional;

/** When a hold on automation stands, and when it falls (design 2.17). */
public final class Holds {
  private Holds() {}

  /** What becomes of a hold at a comparison. */
  public sealed interface Review {
    /** It stands: no automated sync. */
    record Stands(Hold hold) implements Review {}

    /** It stands, and from now on knows what it keeps away: write {@code hold} back. */
    record Completed(Hold hold) implements Review {}

    /** It falls: remove the annotation; {@code why} is for the event. */
    record Released(String why) implements Review {}
  }

  /**
   * The hold on the application, if any. One that cannot be read stands until someone resumes:
   * somebody meant to keep automation away.
   */
  public static Optional<Hold> of(Application application) {
    return application
        .annotation(Annotations.HOLD)
        .map(text -> HoldText.read(text).orElseGet(Holds::unreadable));
  }

  /**
   * Looks at a hold again.
   *
   * @param desired digest of the desired state that automation would bring about; empty where the
   *     render failed or is empty, which releases nothing
   */
  public static Review review(Hold hold, Optional<Digest> desired, Instant now) {
    if (hold.until().filter(until -> !now.isBefore(until)).isPresent()) {
      return new Review.Released("the hold by " + hold.by() + " ran out");
    }
    if (desired.isEmpty()) {
      return new Review.Stands(hold);
    }
    if (hold.heldOff().isEmpty()) {
      return new Review.Completed(
          new Hold(hold.by(), hold.reason(), hold.since(), hold.until(), desired));
    }
    return hold.heldOff().equals(desired)
        ? new Review.Stands(hold)
        : new Review.Released(
            "the desired state is no longer the one that " + hold.by() + " held off");
  }

  private static Hold unreadable() {
    return new Hold(
        "unknown",
        "the annotation " + Annotations.HOLD + " could not be read",
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty());
  }
}
