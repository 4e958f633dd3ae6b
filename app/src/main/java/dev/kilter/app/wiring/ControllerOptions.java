package dev.kilter.app.wiring;

import dev.kilter.cluster.Connections;
import dev.kilter.model.kubernetes.RequestObserver;
import java.nio.file.Path;

/**
 * What a controller is started with.
 *
 * @param home the cluster that holds the custom resources
 * @param namespace the control plane's namespace
 * @param cacheDir fetched repositories
 * @param host where webhooks, health and metrics are served
 * @param port the same; 0 picks a free one
 * @param observe write nothing
 */
public record ControllerOptions(
    Connections home, String namespace, Path cacheDir, String host, int port, boolean observe) {

  ControllerOptions observedBy(RequestObserver requests) {
    return new ControllerOptions(
        home.observedBy(requests), namespace, cacheDir, host, port, observe);
  }
}
