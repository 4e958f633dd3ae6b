package dev.kilter.app.commandline;

import dev.kilter.cli.session.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that waits for the cluster say, when Ctrl-C ends it, that the cluster goes on. The
 * JVM would end without a word: its hook interrupts the command and gives it a moment. A command
 * that has not asked the time yet, as one that asks a question, ends at once.
 */
final class LastWord implements Ticker, AutoCloseable {
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final Ticker time = Ticker.system();
  private final Thread speaker;
  private final Thread hook = Thread.ofPlatform().name("last word").unstarted(this::hear);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean waited;

  private LastWord(Thread speaker) {
    this.speaker = speaker;
  }

  static LastWord ofThisThread() {
    LastWord lastWord = new LastWord(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(lastWord.hook);
    return lastWord;
  }

  @Override
  public Instant instant() {
    waited = true;
    return time.instant();
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    waited = true;
    time.pause(duration);
  }

  /** The command has said all; nothing is left to wait for. */
  @Override
  public void close() {
    ended.countDown();
  }

  /**
   * Ends the process, unless Ctrl-C is about to. At once, for all is said: an orderly exit would
   * look through every jar for a logger, which takes longer than most commands do.
   */
  void end(int exit) {
    close();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // it is ending already
    }
    Runtime.getRuntime().halt(exit);
  }

  private void hear() {
    if (!waited || ended.getCount() == 0) {
      return;
    }
    speaker.interrupt();
    try {
      var _ = ended.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
