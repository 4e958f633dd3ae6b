package dev.kilter.app.runtime;

import dev.kilter.control.effect.CpuGate;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets as many renders and comparisons compute at the same time as there are cores. */
final class Permits implements CpuGate {
  private final Semaphore permits;

  Permits(int cores) {
    permits = new Semaphore(cores, true);
  }

  @Override
  public <T> T through(Supplier<T> work) {
    permits.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }
}
