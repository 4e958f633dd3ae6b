package dev.kilter.app.wiring;

import dev.kilter.cluster.Connections;
import dev.kilter.model.kubernetes.RequestObserver;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a controller is started with.
 *
 * @param home the cluster that holds the custom resources
 * @param namespace the control plane's namespace
 * @param cacheDir fetched repositories
 * @param host where webhooks, health and metrics are served
 * @param port the same; 0 picks a free one
 * @param duties what this process does
 */
public record ControllerOptions(
    Connections home, String namespace, Path cacheDir, String host, int port, Duties duties) {

  /**
   * What a process with a controller in it is for.
   *
   * @param observe write nothing
   * @param serve have the API and the web interface beside it
   * @param servers where servers of their own ask it; empty where none may
   */
  public record Duties(boolean observe, boolean serve, Optional<Listening> servers) {
    public Duties(boolean observe, boolean serve) {
      this(observe, serve, Optional.empty());
    }
  }

  boolean observe() {
    return duties.observe();
  }

  Optional<Listening> servers() {
    return duties.servers();
  }

  ControllerOptions observedBy(RequestObserver requests) {
    return new ControllerOptions(
        home.observedBy(requests), namespace, cacheDir, host, port, duties);
  }
}
