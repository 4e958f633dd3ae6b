package dev.kilter.app.wiring;

import dev.kilter.model.failure.Result;
import dev.kilter.store.lease.ControllerLease;
import dev.kilter.store.lease.ControllerLease.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the Lease, keeps it, and tells whether it is ours. It counts as lost well before it ends,
 * and by whichever of two clocks is ahead, so that a process that was asleep writes nothing.
 */
final class Ownership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
  private static final Duration RENEW = Duration.ofSeconds(4);
  private static final Duration ASK = Duration.ofSeconds(2);
  private static final Duration TRUSTED = ControllerLease.DURATION.minusSeconds(4);

  private final ControllerLease lease;
  private final InstantSource clock;
  private final Thread keeper;
  private final Runnable acquired;
  private final Runnable lost;
  private volatile Optional<Renewal> renewal = Optional.empty();
  private volatile String holder = "";
  private volatile long epoch;
  private volatile boolean closed;

  /** When the Lease was last known to be ours, by both clocks. */
  private record Renewal(long nanos, Instant time) {}

  Ownership(ControllerLease lease, InstantSource clock, Runnable acquired, Runnable lost) {
    this.lease = lease;
    this.clock = clock;
    this.acquired = acquired;
    this.lost = lost;
    // A thread of its own, which never waits for the others to leave it a carrier.
    this.keeper = Thread.ofPlatform().daemon().name("lease").unstarted(this::keep);
  }

  /** Begins at once where the Lease is free, and when it becomes so where it is not. */
  void start() throws StartException {
    if (attempt() instanceof Result.Failed<Claim>(var failure)) {
      throw new StartException(
          "Cannot take the Lease "
              + ControllerLease.NAME
              + ", by which one controller acts at a time; this account must be allowed to get,"
              + " create and update leases.coordination.k8s.io in its namespace. "
              + failure.message());
    }
    if (holds()) {
      acquired.run();
    } else {
      LOG.info("Standing by: {} is at work in this namespace", holder);
    }
    keeper.start();
  }

  boolean holds() {
    Optional<Renewal> last = renewal;
    return last.isPresent()
        && System.nanoTime() - last.get().nanos() < TRUSTED.toNanos()
        && clock.instant().isBefore(last.get().time().plus(TRUSTED));
  }

  /** Who acts instead; empty where we do. */
  Optional<String> standingBy() {
    return holds() ? Optional.empty() : Optional.of("standing by: " + holder + " is at work");
  }

  private Result<Claim> attempt() {
    Renewal now = new Renewal(System.nanoTime(), clock.instant());
    Result<Claim> claim = lease.claim();
    switch (claim) {
      case Result.Success<Claim>(Claim.Held(var held)) -> {
        renewal = Optional.of(now);
        epoch = held;
      }
      case Result.Success<Claim>(Claim.Taken taken) -> {
        renewal = Optional.empty();
        holder = taken.holder();
      }
      case Result.Failed<Claim> _ -> {
        // what is ours stays so until it ends
      }
    }
    return claim;
  }

  private void keep() {
    boolean acting = holds();
    try {
      while (!closed) {
        Thread.sleep(acting ? RENEW : ASK);
        long epoch = this.epoch;
        Result<Claim> claim = attempt();
        if (acting && !stillOurs(claim, epoch)) {
          LOG.error("The Lease is lost{}: nothing is written any more", to());
          lost.run();
          return;
        }
        if (!acting && holds()) {
          LOG.info("Took over the Lease{}", from());
          acting = true;
          acquired.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * While the API server does not answer, nobody else can take the Lease, either; what is written
   * meanwhile is held back once it has run out. Afterwards it is ours only if it never was
   * another's.
   */
  private static boolean stillOurs(Result<Claim> claim, long epoch) {
    return switch (claim) {
      case Result.Success<Claim>(Claim.Held(var now)) -> now == epoch;
      case Result.Success<Claim>(Claim.Taken _) -> false;
      case Result.Failed<Claim>(var failure) -> {
        LOG.warn("The Lease could not be renewed: {}", failure.message());
        yield true;
      }
    };
  }

  private String to() {
    return holder.isEmpty() ? "" : " to " + holder;
  }

  private String from() {
    return holder.isEmpty() ? "" : " of " + holder;
  }

  /** Gives the Lease back; everything has been written by now. */
  @Override
  public void close() {
    closed = true;
    keeper.interrupt();
    if (holds() && lease.release() instanceof Result.Failed<Void>(var failure)) {
      LOG.warn("The Lease could not be given back: {}", failure.message());
    }
    renewal = Optional.empty();
  }
}
