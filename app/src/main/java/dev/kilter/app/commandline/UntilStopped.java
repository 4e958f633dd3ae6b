package dev.kilter.app.commandline;

import dev.kilter.app.config.Logging;
import dev.kilter.model.store.SettingsStore;
import java.util.concurrent.CountDownLatch;

/** A role of this process from its start to SIGTERM, or until it gives up by itself. */
final class UntilStopped {
  private static final int FAILED = 1;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int code;

  /** It ends, to be started again. */
  void giveUp() {
    code = FAILED;
    ended.countDown();
  }

  /** Logs as the settings say, now and whenever they change. */
  static void follow(SettingsStore settings, Logging logging) {
    logging.configure(settings.current().telemetry());
    settings.watch(changed -> logging.configure(changed.telemetry()));
  }

  /** Blocks; {@code close} stops the role where it is told to. The exit code. */
  int await(Runnable close) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> {
                  close.run();
                  ended.countDown();
                }));
    ended.await();
    return code;
  }
}
