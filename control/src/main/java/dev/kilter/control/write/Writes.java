package dev.kilter.control.write;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.Ticket;
import dev.kilter.control.message.TimerId;
import dev.kilter.control.state.KnownApplication;
import dev.kilter.control.state.Outgoing;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One write of an Application in flight at a time, so that our own writes never collide and the
 * newest state wins: what to write is asked for only when there is room. After a conflict the
 * resource is read again first; a refusal is tried again, ever more slowly.
 */
public final class Writes {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration SLOWEST_RETRY = Duration.ofSeconds(30);

  private final Outgoing out;
  private final Map<ApplicationId, Slot> slots = new HashMap<>();

  private static final class Slot {
    private Optional<Ticket> inFlight = Optional.empty();
    private Optional<Kind> kind = Optional.empty();
    private Optional<Instant> notBefore = Optional.empty();
    private boolean stale;
    private int failures;
  }

  /** What is written. */
  public enum Kind {
    STATUS,
    BEGIN,
    SAVE,
    ANNOTATIONS,
    FINALIZERS,
    READ
  }

  /** An answered write: which, and what it came to. */
  public record Done(Kind kind, Result<Application> result) {}

  public Writes(Outgoing out) {
    this.out = out;
  }

  /** Whether the application may be written now; reads it again where that is due first. */
  public boolean ready(KnownApplication known, Moment now) {
    Slot slot = slot(known.id());
    if (slot.inFlight.isPresent()) {
      return false;
    }
    if (slot.notBefore.filter(now::isBefore).isPresent()) {
      out.wakeAt(timer(known.id()), slot.notBefore.get());
      return false;
    }
    if (slot.stale) {
      send(known, Kind.READ, Command.ReadApplication::new);
      return false;
    }
    return true;
  }

  public void send(KnownApplication known, Kind kind, Function<Ticket, Command> command) {
    Ticket ticket = out.ticket(known.id());
    Slot slot = slot(known.id());
    slot.inFlight = Optional.of(ticket);
    slot.kind = Optional.of(kind);
    out.add(command.apply(ticket));
  }

  /** Takes an answer; empty where nobody waits for it. */
  public Optional<Done> written(
      Ticket ticket, Result<Application> result, KnownApplication known, Moment now) {
    Slot slot = slot(ticket.application());
    if (slot.inFlight.filter(ticket::equals).isEmpty()) {
      return Optional.empty();
    }
    Kind kind = slot.kind.orElseThrow();
    slot.inFlight = Optional.empty();
    slot.kind = Optional.empty();
    switch (result) {
      case Result.Success<Application>(var application) -> {
        known.accept(application);
        slot.stale = false;
        slot.failures = 0;
        slot.notBefore = Optional.empty();
      }
      case Result.Failed<Application>(Failure.Conflict _) -> {
        slot.stale = true;
        slot.failures++;
        slot.notBefore = slot.failures > 1 ? Optional.of(now.plus(delay(slot))) : Optional.empty();
      }
      case Result.Failed<Application>(var _) -> {
        slot.stale = true;
        slot.failures++;
        slot.notBefore = Optional.of(now.plus(delay(slot)));
      }
    }
    return Optional.of(new Done(kind, result));
  }

  /** Whether something is under way or waits for another try. */
  public boolean busy(ApplicationId id) {
    Slot slot = slots.get(id);
    return slot != null && slot.inFlight.isPresent();
  }

  public boolean anyBusy() {
    return slots.values().stream().anyMatch(slot -> slot.inFlight.isPresent());
  }

  public void forget(ApplicationId id) {
    slots.remove(id);
    out.cancel(timer(id));
  }

  private Slot slot(ApplicationId id) {
    return slots.computeIfAbsent(id, _ -> new Slot());
  }

  private static Duration delay(Slot slot) {
    Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(slot.failures - 1, 10));
    return delay.compareTo(SLOWEST_RETRY) > 0 ? SLOWEST_RETRY : delay;
  }

  private static TimerId timer(ApplicationId id) {
    return TimerId.of(TimerId.Kind.WRITE, id);
  }
}
