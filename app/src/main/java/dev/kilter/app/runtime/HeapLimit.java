package dev.kilter.app.runtime;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Optional;
import javax.management.NotificationEmitter;

/**
 * Lets the heap follow the number of objects (docs/performance.md). The Serial collector prefers a
 * larger old generation to a collection of it, up to the limit, and so keeps the garbage of a busy
 * minute for hours. Here it is collected whenever it has grown by half since it was last seen
 * without garbage, which costs a few collections from the first object to the last.
 */
public final class HeapLimit {
  private static final double GROWTH = 1.5;
  private static final long LEAST = 48L << 20;

  private final MemoryPoolMXBean tenured;

  private HeapLimit(MemoryPoolMXBean tenured) {
    this.tenured = tenured;
  }

  /** Watches from now on; does nothing where another collector was chosen. */
  public static void follow() {
    Optional<MemoryPoolMXBean> tenured =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(pool -> pool.getName().equals("Tenured Gen"))
            .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
            .findFirst();
    tenured.map(HeapLimit::new).ifPresent(HeapLimit::listen);
  }

  private void listen() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(
            (notification, _) -> {
              if (notification
                  .getType()
                  .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
                collected();
              }
            },
            null,
            null);
      }
    }
  }

  /** After any collection, on the JVM's own thread for such news. */
  private void collected() {
    long live = tenured.getCollectionUsage().getUsed();
    if (tenured.getUsage().getUsed() > limit(live)) {
      System.gc();
    }
  }

  /** How large the old generation may grow, where so much of it was in use without garbage. */
  static long limit(long live) {
    return Math.max(LEAST, (long) (live * GROWTH));
  }
}
