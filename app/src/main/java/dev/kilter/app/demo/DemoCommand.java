package dev.kilter.app.demo;

import dev.kilter.app.config.Logging;
import dev.kilter.app.wiring.StartException;
import dev.kilter.cli.session.Console;
import dev.kilter.model.settings.Settings.LogFormat;
import dev.kilter.model.settings.Settings.LogLevel;
import dev.kilter.model.settings.Settings.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kilter demo}: everything on this machine, until Ctrl-C. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Starts a local cluster, a Git repository, Kilter and a sample shop.")
public final class DemoCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "where everything is kept (default: ~/.local/share/kilter/demo)")
  private @Nullable Path data;

  @Option(names = "--reset", description = "forget the last demo and start anew")
  private boolean reset;

  @Option(
      names = "--loglevel",
      paramLabel = "LEVEL",
      defaultValue = "error",
      description = "how much Kilter logs meanwhile (default: ${DEFAULT-VALUE})")
  private LogLevel logLevel = LogLevel.ERROR;

  public DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    new Logging(Optional.of(LogFormat.TEXT), Optional.of(logLevel)).configure(Telemetry.NONE);
    CountDownLatch ended = new CountDownLatch(1);
    DemoFolder folder = new DemoFolder(root().toAbsolutePath().normalize());
    try {
      if (reset) {
        folder.clear();
      }
      Demo demo = Demo.start(folder, console);
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(demo, ended)));
      ended.await();
      return 0;
    } catch (IOException | StartException e) {
      System.err.println("The demo did not start: " + e.getMessage());
      return 1;
    }
  }

  private static void stop(Demo demo, CountDownLatch ended) {
    System.out.println("\nStopping. The shop is kept; `--reset` forgets it.");
    try {
      demo.close();
    } catch (IOException e) {
      System.err.println("The cluster did not stop cleanly: " + e.getMessage());
    }
    ended.countDown();
  }

  private Path root() {
    return data != null
        ? data
        : Path.of(System.getProperty("user.home"), ".local", "share", "kilter", "demo");
  }
}
