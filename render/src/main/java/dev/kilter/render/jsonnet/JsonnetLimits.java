package dev.kilter.render.jsonnet;

import java.time.Duration;

/**
 * What one Jsonnet program may use: time, bytes allocated altogether, bytes of stack, characters of
 * what it writes.
 */
record JsonnetLimits(Duration time, long allocated, long stack, int output) {
  /** Half of the heap even if nothing of it is ever let go, so that the rest goes on. */
  static final JsonnetLimits DEFAULT =
      new JsonnetLimits(
          Duration.ofSeconds(60),
          Math.clamp(Runtime.getRuntime().maxMemory() / 2, 128L << 20, 4L << 30),
          64L << 20,
          32 << 20);
}
