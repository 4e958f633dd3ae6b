package dev.kilter.git.transport;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of the system's git: with this environment and no other, within bounds of time, silence
 * and output, and ended with all that it started.
 */
final class ForkedProcess {
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int MAX_ANSWER = 64 << 20;
  private static final int MAX_WORDS = 64 << 10;

  private final Process process;
  private final Stream answer;
  private final Stream words;

  private ForkedProcess(Process process) {
    this.process = process;
    this.answer = new Stream(process.getInputStream(), MAX_ANSWER);
    this.words = new Stream(process.getErrorStream(), MAX_WORDS);
  }

  /** What it prints. Fails in its own words, or with a timeout where it is silent for too long. */
  static String run(
      List<String> command, Map<String, String> environment, Path folder, Duration silence)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(new File("/dev/null"));
    ForkedProcess started = new ForkedProcess(start(builder));
    try {
      return started.answer(silence);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      started.end();
    }
  }

  private static Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException("the program git cannot be started; is it on the search path?", e);
    }
  }

  private String answer(Duration silence) throws IOException, InterruptedException {
    long began = System.nanoTime();
    Thread first = Thread.ofVirtual().start(answer);
    Thread second = Thread.ofVirtual().start(words);
    while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      long now = System.nanoTime();
      long heard = Math.max(Math.max(answer.heard, words.heard), began);
      if (now - heard > silence.toNanos() || now - began > LONGEST.toNanos()) {
        throw new SocketTimeoutException();
      }
      refuseMore();
    }
    // Whoever it leaves behind may still hold its output.
    if (!first.join(silence) || !second.join(silence)) {
      throw new SocketTimeoutException();
    }
    refuseMore();
    if (process.exitValue() != 0) {
      throw GitWords.fault(words.text());
    }
    return answer.text();
  }

  /** Of an answer that was cut nothing is to be concluded. */
  private void refuseMore() throws IOException {
    if (answer.full) {
      throw new IOException("it answers with more than " + MAX_ANSWER / (1 << 20) + " MB");
    }
  }

  /**
   * What it started ends with it; a helper that is just being started is found at the next look.
   */
  private void end() {
    for (int i = 0; i < 3; i++) {
      List<ProcessHandle> below = process.descendants().toList();
      process.destroyForcibly();
      below.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Reads all that comes, and keeps the last of it. */
  private static final class Stream implements Runnable {
    private final InputStream in;
    private final int bound;
    private byte[] kept = {};
    private volatile long heard = System.nanoTime();
    private volatile boolean full;
    private volatile @Nullable IOException broken;

    Stream(InputStream in, int bound) {
      this.in = in;
      this.bound = bound;
    }

    @Override
    public void run() {
      ByteArrayOutputStream last = new ByteArrayOutputStream();
      byte[] buffer = new byte[16 * 1024];
      try (in) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          heard = System.nanoTime();
          if (last.size() + count > bound) {
            full = true;
            byte[] all = last.toByteArray();
            last.reset();
            last.write(all, all.length / 2, all.length - all.length / 2);
          }
          last.write(buffer, 0, count);
        }
      } catch (IOException e) {
        broken = e; // it was ended in the middle of a word
      }
      kept = last.toByteArray();
    }

    /** Once it has been read to its end. */
    String text() throws IOException {
      IOException failed = broken;
      if (failed != null) {
        throw failed;
      }
      return new String(kept, StandardCharsets.UTF_8);
    }
  }
}
