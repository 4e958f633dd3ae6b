package dev.kilter.control.message;

import dev.kilter.model.application.ApplicationId;
import java.util.Optional;

/**
 * Names a timer; setting it again moves it. A timer only says "look again": what is due is decided
 * from the state, so one that fires late, early or twice does no harm.
 */
public record TimerId(Kind kind, Optional<ApplicationId> application) {
  /** What to look at again. */
  public enum Kind {
    /** Whether a source has to be asked again, or a failure tried again. */
    RESYNC,
    /** A sync run that waits: pause between waves, retry, self-heal back-off, hold. */
    RUN,
    /** A write that was refused or held back. */
    WRITE,
    /** Revisions that move on in the background, over all applications. */
    REVISIONS
  }

  public static TimerId of(Kind kind, ApplicationId application) {
    return new TimerId(kind, Optional.of(application));
  }

  public static TimerId overall(Kind kind) {
    return new TimerId(kind, Optional.empty());
  }
}
