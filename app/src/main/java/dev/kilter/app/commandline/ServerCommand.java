package dev.kilter.app.commandline;

import dev.kilter.app.config.Logging;
import dev.kilter.app.config.RoleOptions;
import dev.kilter.app.wiring.HomeCluster;
import dev.kilter.app.wiring.Listening;
import dev.kilter.app.wiring.ServerProcess;
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

/** {@code kilter server}: runs until SIGTERM. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    description = "The API and the web interface, apart from the controller.")
public final class ServerCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Mixin private RoleOptions options = new RoleOptions();

  @Option(
      names = "--controller-address",
      paramLabel = "HOST:PORT",
      description = "the controller's --views-listen; default: as its Lease says")
  private @Nullable String controllerAddress;

  @Override
  public Integer call() throws InterruptedException {
    Logging logging = options.logging();
    logging.configure(Telemetry.NONE);
    try {
      ServerProcess process =
          ServerProcess.start(
              new ServerProcess.Options(
                  HomeCluster.connect(
                      options.kubeconfig(), options.context(), InstantSource.system()),
                  options.namespace(),
                  Listening.of(options.listen()),
                  Optional.ofNullable(controllerAddress)));
      UntilStopped.follow(process.settings(), logging);
      return new UntilStopped().await(process::close);
    } catch (StartException | ConnectionException e) {
      LoggerFactory.getLogger(ServerCommand.class).error(e.getMessage());
      return FAILED;
    }
  }
}
