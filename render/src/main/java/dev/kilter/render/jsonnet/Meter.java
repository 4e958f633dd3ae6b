package dev.kilter.render.jsonnet;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import scala.util.control.ControlThrowable;

/**
 * What one evaluation may use. Its thread asks at every step of the program, since nothing outside
 * can stop a thread; so one step of the library may overshoot what is allowed, once.
 */
final class Meter {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CLOCK_EACH = 1 << 12;

  private final long maxBytes;
  private final long deadline;
  private final Duration time;
  private long bytesBefore;
  private int steps;
  private volatile @Nullable String exceeded;

  /** Unwinds the whole evaluation; the library hands such throwables on as they are. */
  static final class Stopped extends ControlThrowable {
    private static final long serialVersionUID = 1;
  }

  Meter(JsonnetLimits limits) {
    maxBytes = limits.allocated();
    time = limits.time();
    deadline = System.nanoTime() + time.toNanos();
  }

  /** On the thread that is measured. */
  void begin() {
    bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
  }

  void step() {
    if (exceeded != null) {
      throw unwinding();
    }
    if (THREADS.getCurrentThreadAllocatedBytes() - bytesBefore > maxBytes) {
      stop("needs more than " + (maxBytes >> 20) + " MiB of memory");
      throw unwinding();
    }
    if (++steps % CLOCK_EACH == 0 && System.nanoTime() > deadline) {
      timeIsUp();
      throw unwinding();
    }
  }

  private static RuntimeException unwinding() {
    return Meter.<RuntimeException>thrown(new Stopped());
  }

  /** Scala knows no checked exceptions, so its methods declare none. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> RuntimeException thrown(Throwable any) throws E {
    throw (E) any;
  }

  void timeIsUp() {
    stop("was not done after " + time.toSeconds() + " s");
  }

  /** The evaluation ends at its next step. */
  void stop(String why) {
    exceeded = why;
  }

  /** Which bound was hit; null for none. */
  @Nullable String exceeded() {
    return exceeded;
  }
}
