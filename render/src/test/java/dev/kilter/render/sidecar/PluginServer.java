package dev.kilter.render.sidecar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A sidecar that listens at a socket: Argo CD's own, where it is named, or one that does as it. */
interface PluginServer extends AutoCloseable {
  /** The path of argocd-cmp-server. */
  String REAL = "kilter.cmp-server";

  @Override
  void close() throws IOException;

  /** Starts one with this plugin.yaml, whose socket will be below {@code sockets}. */
  static PluginServer start(Path folder, Path sockets, String name, String plugin)
      throws IOException {
    Optional<String> real = Optional.ofNullable(System.getProperty(REAL));
    return real.isPresent()
        ? real(Path.of(real.get()), folder, sockets, name, plugin)
        : new StandInServer(sockets.resolve(name + ".sock"), plugin, StandInServer.Fault.NONE);
  }

  private static PluginServer real(
      Path program, Path folder, Path sockets, String name, String plugin) throws IOException {
    Path configuration = Files.createTempDirectory(folder, "configuration");
    Files.writeString(configuration.resolve("plugin.yaml"), plugin);
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "--config-dir-path", configuration.toString());
    builder.environment().put("ARGOCD_BINARY_NAME", "argocd-cmp-server");
    builder.environment().put("ARGOCD_PLUGINSOCKFILEPATH", sockets.toString());
    builder.environment().put("ARGOCD_CMP_WORKDIR", configuration.toString());
    Process process = builder.inheritIO().start();
    Awaitility.await().until(() -> Files.exists(sockets.resolve(name + ".sock")));
    return () -> {
      process.destroyForcibly(); // it listens on where it is only asked to end
      process.onExit().join();
    };
  }
}
