package dev.kilter.server.peer;

import dev.kilter.api.Document;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.server.views.FailureWire;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Reads what a controller tells, line by line, and notices when it tells nothing any more. */
final class PeerStream {
  private static final int LINE_LIMIT = 16 << 20;

  /** Many beats. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final InputStream in;
  private final Cancellation cancellation;
  private final AtomicLong heard = new AtomicLong(System.nanoTime());
  private volatile boolean consuming;

  PeerStream(InputStream in, Cancellation cancellation) {
    this.in = in;
    this.cancellation = cancellation;
  }

  Result<Void> read(Consumer<Document> told) {
    cancellation.onCancel(this::end);
    Thread watch = Thread.ofVirtual().name("silence").start(this::watch);
    try (InputStream lines = new BufferedInputStream(in)) {
      for (Optional<byte[]> line = line(lines); line.isPresent(); line = line(lines)) {
        heard.set(System.nanoTime());
        if (line.get().length > 0) {
          Document document = new Document(Json.object(line.get()));
          if (document.flag("end")) {
            return Result.done();
          }
          if (document.has("failure")) {
            return Result.failed(FailureWire.failure(document.document("failure")));
          }
          consume(document, told);
        }
      }
      return over("it ended in the middle");
    } catch (IOException | CodecException e) {
      return over(String.valueOf(e.getMessage()));
    } finally {
      watch.interrupt();
    }
  }

  /** A consumer may take its time. */
  private void consume(Document document, Consumer<Document> told) {
    consuming = true;
    told.accept(document);
    heard.set(System.nanoTime());
    consuming = false;
  }

  private Result<Void> over(String why) {
    return cancellation.cancelled()
        ? Result.done()
        : Result.failed(
            new Failure.ControllerAbsent("The controller broke off what it was telling: " + why));
  }

  /** Empty at the end; what is there of a line without its end counts for nothing. */
  private static Optional<byte[]> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        return Optional.of(line.toByteArray());
      }
      if (line.size() == LINE_LIMIT) {
        throw new IOException("a line is longer than " + LINE_LIMIT + " bytes");
      }
      line.write(next);
    }
    return Optional.empty();
  }

  private void watch() {
    try {
      while (consuming || System.nanoTime() - heard.get() < SILENCE.toNanos()) {
        Thread.sleep(Duration.ofSeconds(1));
      }
      end();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Another thread that reads is told at once. */
  private void end() {
    try {
      in.close();
    } catch (IOException _) {
      // it is over either way
    }
  }
}
