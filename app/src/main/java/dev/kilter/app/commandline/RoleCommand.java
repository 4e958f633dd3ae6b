package dev.kilter.app.commandline;

import dev.kilter.app.config.Logging;
import dev.kilter.app.config.RoleOptions;
import dev.kilter.app.runtime.HeapLimit;
import dev.kilter.app.wiring.ControllerOptions;
import dev.kilter.app.wiring.ControllerOptions.Duties;
import dev.kilter.app.wiring.ControllerProcess;
import dev.kilter.app.wiring.HomeCluster;
import dev.kilter.app.wiring.Listening;
import dev.kilter.app.wiring.StartException;
import dev.kilter.cluster.connection.ConnectionException;
import dev.kilter.model.settings.Settings.Telemetry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code kilter controller} and {@code kilter all}: runs until SIGTERM, then stops gracefully.
 * Ends, to be started again, where another controller took over.
 */
@Command(
    name = "controller",
    aliases = "all",
    mixinStandardHelpOptions = true,
    description = "Keeps clusters as Git says, until it is stopped.")
public final class RoleCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  private final boolean serve;

  @Mixin private RoleOptions options = new RoleOptions();

  @Option(names = "--observe", description = "write nothing; show what would be done")
  private boolean observe;

  @Option(
      names = "--views-listen",
      paramLabel = "HOST:PORT",
      description = "where servers of their own (kilter server) ask; default: nowhere")
  private @Nullable String viewsListen;

  /** {@code serve} has the API and the web interface beside the controller. */
  RoleCommand(boolean serve) {
    this.serve = serve;
  }

  @Override
  public Integer call() throws InterruptedException {
    Logging logging = options.logging();
    logging.configure(Telemetry.NONE);
    HeapLimit.follow();
    UntilStopped role = new UntilStopped();
    try {
      ControllerProcess process = ControllerProcess.start(controllerOptions(), role::giveUp);
      UntilStopped.follow(process.stores().settings(), logging);
      return role.await(process::close);
    } catch (StartException | ConnectionException e) {
      LoggerFactory.getLogger(RoleCommand.class).error(e.getMessage());
      return FAILED;
    }
  }

  private ControllerOptions controllerOptions() {
    Listening listening = Listening.of(options.listen());
    return new ControllerOptions(
        HomeCluster.connect(options.kubeconfig(), options.context(), InstantSource.system()),
        options.namespace(),
        options.cacheDir(),
        listening.host(),
        listening.port(),
        new Duties(observe, serve, Optional.ofNullable(viewsListen).map(Listening::of)));
  }
}
