package dev.kilter.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Reads request bodies in small steps, up to a limit for each and a limit for all together, so that
 * nobody can fill the heap with bodies that are never parsed.
 */
final class BodyReader {
  private static final int STEP = 64 * 1024;

  private final LongSupplier limit;
  private final Semaphore steps;

  /** A body, or why it was not read. */
  sealed interface Reading {
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Read(byte[] content) implements Reading {}

    record TooLarge() implements Reading {}

    /** Too many bodies are being read at once. */
    record TooMany() implements Reading {}
  }

  /** What becomes of a body while its memory is accounted for. */
  @FunctionalInterface
  interface Use {
    void of(Reading reading);
  }

  BodyReader(LongSupplier limit, long bytesTogether) {
    this.limit = limit;
    this.steps = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytesTogether / STEP));
  }

  void read(InputStream in, long announced, Use use) throws IOException {
    int taken = 0;
    try {
      if (announced > limit.getAsLong()) {
        use.of(new Reading.TooLarge());
        return;
      }
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      byte[] step = new byte[STEP];
      while (true) {
        if (!steps.tryAcquire()) {
          use.of(new Reading.TooMany());
          return;
        }
        taken++;
        int count = in.readNBytes(step, 0, STEP);
        content.write(step, 0, count);
        if (content.size() > limit.getAsLong()) {
          use.of(new Reading.TooLarge());
          return;
        }
        if (count < STEP) {
          use.of(new Reading.Read(content.toByteArray()));
          return;
        }
      }
    } finally {
      steps.release(taken);
    }
  }
}
