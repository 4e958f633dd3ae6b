package dev.kilter.control.write;

import dev.kilter.control.message.Command;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells our own writes from another controller's (design 2.19): only a controller writes
 * reconciledAt, and operationState except for its termination. What we sent is remembered, also
 * where the reply was lost.
 */
public final class Authorship {
  private static final int REMEMBERED = 8;

  /** The field manager of every write of ours to a custom resource. */
  private static final String OURSELVES = "kilter";

  private final Map<ApplicationId, Sent> sent = new HashMap<>();

  private static final class Sent {
    private final Deque<Instant> reconciledAt = new ArrayDeque<>();
    private final Deque<Mark> states = new ArrayDeque<>();
  }

  /** What of a saved run tells whose it is; times as the API server keeps them. */
  private record Mark(OperationPhase phase, long startedAt, long retryCount) {
    static Mark of(OperationState state) {
      return new Mark(state.phase(), state.startedAt().getEpochSecond(), state.retryCount());
    }
  }

  public void sending(Command command) {
    switch (command) {
      case Command.WriteStatus write -> looked(write.read(), write.next());
      case Command.BeginOperation begin ->
          remember(of(begin.ticket().application()).states, Mark.of(begin.running()));
      case Command.SaveOperationState save -> {
        remember(of(save.ticket().application()).states, Mark.of(save.state()));
        looked(save.read(), save.next());
      }
      default -> {}
    }
  }

  /** A time that is written as it was read may be another's. */
  private void looked(Application read, ApplicationStatus next) {
    next.reconciledAt()
        .filter(at -> !read.status().reconciledAt().equals(Optional.of(at)))
        .ifPresent(at -> remember(of(read.id()).reconciledAt, at));
  }

  /** Whether the change from one reading to the next is another controller's work. */
  public boolean foreign(Application before, Application after) {
    return foreignState(before, after) || foreignLook(before, after);
  }

  /**
   * Whether another controller was at work on what we see for the first time: the API server keeps
   * down who wrote reconciledAt last, and when.
   */
  public static boolean foreignBefore(Application first, Moment now, Duration interval) {
    return first.raw().items("metadata", "managedFields").stream()
        .filter(entry -> entry.at("fieldsV1", "f:status", "f:reconciledAt").isPresent())
        .filter(entry -> !entry.text("manager").orElse("").equals(OURSELVES))
        .flatMap(entry -> entry.text("time").stream())
        .anyMatch(time -> now.wall().isBefore(time(time).plus(reach(interval))));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private boolean foreignState(Application before, Application after) {
    Optional<Mark> next = after.status().operationState().map(Mark::of);
    return next.isPresent()
        && next.get().phase() != OperationPhase.Terminating
        && !next.equals(before.status().operationState().map(Mark::of))
        && !of(after.id()).states.contains(next.get());
  }

  private boolean foreignLook(Application before, Application after) {
    Optional<Instant> next = after.status().reconciledAt();
    return next.isPresent()
        && !next.equals(before.status().reconciledAt())
        && of(after.id()).reconciledAt.stream()
            .noneMatch(at -> at.getEpochSecond() == next.get().getEpochSecond());
  }

  /** How long another controller's write keeps us from writing. */
  public static Duration reach(Duration interval) {
    return interval.isPositive() ? interval.multipliedBy(2) : Duration.ofMinutes(6);
  }

  public void forget(ApplicationId id) {
    sent.remove(id);
  }

  private Sent of(ApplicationId id) {
    return sent.computeIfAbsent(id, _ -> new Sent());
  }

  private static <T> void remember(Deque<T> remembered, T value) {
    remembered.addLast(value);
    if (remembered.size() > REMEMBERED) {
      remembered.removeFirst();
    }
  }
}
