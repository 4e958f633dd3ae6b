package dev.kilter.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpsServer;
import dev.kilter.sandbox.kube.ClusterAccess;
import dev.kilter.sandbox.kube.KubeClient;
import dev.kilter.sandbox.kube.ResourceWatch;
import dev.kilter.sandbox.pki.Identity;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that a cluster's nodes and its cloud would do: scheduling, kubelets and their logs,
 * volumes, load balancer addresses. Driven by watches.
 */
public final class SimulatedNodes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedNodes.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final List<AutoCloseable> parts;
  private final Kubelets kubelets;
  private final Thread heart;

  private SimulatedNodes(List<AutoCloseable> parts, Kubelets kubelets, Thread heart) {
    this.parts = List.copyOf(parts);
    this.kubelets = kubelets;
    this.heart = heart;
  }

  /** Registers {@code count} nodes and returns when they are there. */
  public static SimulatedNodes start(ClusterAccess access, Identity kubelet, int count)
      throws IOException {
    var clock = InstantSource.system();
    var scheduling = new KubeClient(access, "kube-scheduler");
    var client = new KubeClient(access, "kubelet");
    var cloud = new KubeClient(access, "sandbox-cloud");
    var names = IntStream.rangeClosed(1, count).mapToObj(i -> "sandbox-node-" + i).toList();
    var kubelets = new Kubelets(client, clock, java.util.Set.copyOf(names));
    HttpsServer logs = LogEndpoint.start(kubelets, clock, kubelet, access.authorityPem());
    int port = logs.getAddress().getPort();
    var nodes = names.stream().map(name -> new Node(name, port, client)).toList();
    for (var node : nodes) {
      node.register(clock.instant());
    }
    var scheduler = new Scheduler(scheduling, clock);
    var parts = new ArrayList<AutoCloseable>();
    parts.add(ResourceWatch.start(scheduling, "/api/v1/nodes", scheduler.nodes()));
    parts.add(ResourceWatch.start(client, "/api/v1/pods", both(scheduler.pods(), kubelets)));
    parts.addAll(Cloud.start(cloud));
    parts.add(() -> logs.stop(0));
    parts.addAll(List.of(scheduling, client, cloud));
    var heart = Thread.ofVirtual().name("heartbeats").start(() -> beat(nodes, clock));
    return new SimulatedNodes(parts, kubelets, heart);
  }

  private static ResourceWatch.Listener both(
      ResourceWatch.Listener one, ResourceWatch.Listener other) {
    return new ResourceWatch.Listener() {
      @Override
      public void seen(JsonNode object) {
        one.seen(object);
        other.seen(object);
      }

      @Override
      public void gone(JsonNode object) {
        one.gone(object);
        other.gone(object);
      }
    };
  }

  private static void beat(List<Node> nodes, InstantSource clock) {
    try {
      while (true) {
        Thread.sleep(HEARTBEAT);
        for (var node : nodes) {
          beat(node, clock);
        }
      }
    } catch (InterruptedException _) {
      // The sandbox ends.
    }
  }

  private static void beat(Node node, InstantSource clock) {
    try {
      node.beat(clock.instant());
    } catch (IOException e) {
      LOG.debug("a heartbeat of {} is lost", node.name(), e);
    }
  }

  @Override
  public void close() {
    heart.interrupt();
    kubelets.stop();
    for (var part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.debug("a part of the simulated nodes did not close", e);
      }
    }
  }
}
