package dev.kilter.sandbox;

import dev.kilter.sandbox.binaries.ControlPlaneRelease;
import dev.kilter.sandbox.binaries.Programs;
import dev.kilter.sandbox.kube.ClusterAccess;
import dev.kilter.sandbox.node.SimulatedNodes;
import dev.kilter.sandbox.plane.ControlPlane;
import dev.kilter.sandbox.plane.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running local control plane with simulated nodes. Its processes end with {@link #close}, and
 * with this JVM however that ends.
 */
public final class Sandbox implements AutoCloseable {
  private final SandboxOptions options;
  private final Programs programs;
  private final DataFolder data;
  private final ControlPlane plane;
  private final SimulatedNodes nodes;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Sandbox(
      SandboxOptions options,
      Programs programs,
      DataFolder data,
      ControlPlane plane,
      SimulatedNodes nodes) {
    this.options = options;
    this.programs = programs;
    this.data = data;
    this.plane = plane;
    this.nodes = nodes;
  }

  /**
   * Starts everything and returns when pods can run.
   *
   * @throws IOException saying which program failed and what its log ends with
   */
  public static Sandbox start(SandboxOptions options) throws IOException {
    var progress = options.progress();
    var programs = ControlPlaneRelease.resolve(options.programs(), progress);
    var data = openData(options);
    try {
      progress.line(
          "starting etcd and Kubernetes %s in %s (usually 5 to 15 s)"
              .formatted(ControlPlaneRelease.KUBERNETES, data.root()));
      var plane = ControlPlane.start(programs, data);
      try {
        var nodes = SimulatedNodes.start(plane.access(), plane.kubelet(), options.nodes());
        progress.line("ready: " + plane.access().server());
        return new Sandbox(options, programs, data, plane, nodes);
      } catch (IOException e) {
        plane.close();
        throw e;
      }
    } catch (IOException e) {
      // The folder stays, temporary or not: the logs that the message names are in it.
      data.close();
      throw e;
    }
  }

  private static DataFolder openData(SandboxOptions options) throws IOException {
    if (options.dataFolder().isEmpty()) {
      return DataFolder.temporary();
    }
    var data = DataFolder.open(options.dataFolder().get().toAbsolutePath());
    if (options.state() == SandboxOptions.State.RESET) {
      data.reset();
    }
    return data;
  }

  /** The administrator's kubeconfig. */
  public Path kubeconfig() {
    return data.kubeconfig();
  }

  public URI server() {
    return plane.access().server();
  }

  /** Certificate authority, token and client certificate of the administrator. */
  public ClusterAccess access() {
    return plane.access();
  }

  /** The kubectl of the same version. */
  public Path kubectl() {
    return programs.kubectl();
  }

  /** Process ids of the servers that run, by program. */
  public Map<String, Long> pids() {
    return plane.pids();
  }

  /** Ends the API server in its own way; {@link #startApiServer} brings it back on its port. */
  public void stopApiServer() {
    plane.stopApiServer();
  }

  /** Ends the API server as a crash would. */
  public void killApiServer() {
    plane.killApiServer();
  }

  public void startApiServer() throws IOException {
    plane.startApiServer();
  }

  /** Ends etcd as a crash would; {@link #startEtcd} brings it back. */
  public void killEtcd() {
    plane.killEtcd();
  }

  public void startEtcd() throws IOException {
    plane.startEtcd();
  }

  /** Makes etcd forget all but the newest versions. */
  public void compactEtcd() throws IOException {
    plane.compactEtcd();
  }

  /** Ends everything; a second call does nothing. */
  @Override
  public void close() throws IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    nodes.close();
    plane.close();
    if (options.dataFolder().isEmpty()) {
      data.closeAndDelete();
    } else {
      data.close();
    }
  }
}
