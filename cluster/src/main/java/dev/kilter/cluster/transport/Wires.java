package dev.kilter.cluster.transport;

import dev.kilter.cluster.connection.Proof;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The open connections to one server. Those that rest are taken again, the warmest first, and none
 * that rested so long that the server may be about to close it: Go's wait longer than a minute;
 * they are closed also while nobody asks for one. One stays with the certificate that it was opened
 * with, and rests no longer once another is to be shown.
 */
final class Wires {
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);
  private static final Duration SURELY_OPEN = Duration.ofSeconds(1);

  private final Dialer dialer;
  private final Duration longestRest;
  private final Deque<Wire> resting = new ConcurrentLinkedDeque<>();
  private final Set<Wire> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean sweeping = new AtomicBoolean();
  private volatile boolean closed;

  Wires(Dialer dialer) {
    this(dialer, LONGEST_REST);
  }

  Wires(Dialer dialer, Duration longestRest) {
    this.dialer = dialer;
    this.longestRest = longestRest;
  }

  Wire take(Proof proof) throws IOException {
    for (Wire wire = resting.pollFirst(); wire != null; wire = resting.pollFirst()) {
      Duration rested = wire.rested();
      if (wire.shows(proof)
          && (rested.compareTo(SURELY_OPEN) < 0
              || (rested.compareTo(longestRest) < 0 && wire.open()))) {
        return wire;
      }
      discard(wire);
    }
    return dial(proof);
  }

  Wire dial(Proof proof) throws IOException {
    Wire wire = dialer.dial(proof);
    open.add(wire);
    if (closed) {
      discard(wire);
      throw new IOException("the connections are closed");
    }
    return wire;
  }

  void giveBack(Wire wire) {
    wire.rests();
    resting.addFirst(wire);
    if (closed) {
      close();
    } else if (!sweeping.getAndSet(true)) {
      Thread.ofVirtual().name("resting connections").start(this::sweep);
    }
  }

  /** For as long as one rests. */
  private void sweep() {
    try {
      do {
        while (!resting.isEmpty()) {
          Thread.sleep(longestRest.dividedBy(2));
          closeTired();
        }
        sweeping.set(false);
      } while (!resting.isEmpty() && !sweeping.getAndSet(true));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeTired() {
    Wire last = resting.peekLast();
    while (last != null && last.rested().compareTo(longestRest) > 0) {
      if (resting.remove(last)) {
        discard(last);
      }
      last = resting.peekLast();
    }
  }

  void discard(Wire wire) {
    open.remove(wire);
    wire.close();
  }

  /** Ends everything, also what is under way. */
  void close() {
    closed = true;
    resting.clear();
    open.forEach(this::discard);
  }
}
