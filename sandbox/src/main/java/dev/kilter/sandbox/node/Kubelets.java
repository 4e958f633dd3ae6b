package dev.kilter.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.sandbox.kube.KubeClient;
import dev.kilter.sandbox.kube.ResourceWatch;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The kubelets of all simulated nodes: one {@link PodLife} for each pod that is bound to them. */
final class Kubelets implements ResourceWatch.Listener {
  private static final int ADDRESSES_A_BLOCK = 250;

  private final KubeClient client;
  private final InstantSource clock;
  private final Set<String> nodes;
  private final Map<String, PodLife> lives = new ConcurrentHashMap<>();
  private final Map<String, PodLife> byName = new ConcurrentHashMap<>();
  private final AtomicInteger addresses = new AtomicInteger();

  Kubelets(KubeClient client, InstantSource clock, Set<String> nodes) {
    this.client = client;
    this.clock = clock;
    this.nodes = Set.copyOf(nodes);
  }

  @Override
  public void seen(JsonNode pod) {
    if (!nodes.contains(pod.path("spec").path("nodeName").asText())) {
      return;
    }
    var life = lives.computeIfAbsent(uid(pod), _ -> begin(pod));
    if (pod.path("metadata").has("deletionTimestamp")) {
      life.end(pod);
    }
  }

  @Override
  public void gone(JsonNode pod) {
    var life = lives.remove(uid(pod));
    if (life != null) {
      byName.remove(name(pod), life);
      life.stop();
    }
  }

  /** The pod of that name, where it runs on one of these nodes. */
  Optional<PodLife> find(String namespace, String pod) {
    return Optional.ofNullable(byName.get(namespace + "/" + pod));
  }

  void stop() {
    lives.values().forEach(PodLife::stop);
  }

  private PodLife begin(JsonNode pod) {
    var life = new PodLife(client, clock, pod, nextAddress());
    byName.put(name(pod), life);
    life.start();
    return life;
  }

  private String nextAddress() {
    int number = addresses.getAndIncrement();
    int block = number / ADDRESSES_A_BLOCK % ADDRESSES_A_BLOCK;
    return "10.244." + block + "." + (number % ADDRESSES_A_BLOCK + 2);
  }

  private static String uid(JsonNode pod) {
    return pod.path("metadata").path("uid").asText();
  }

  private static String name(JsonNode pod) {
    var metadata = pod.path("metadata");
    return metadata.path("namespace").asText() + "/" + metadata.path("name").asText();
  }
}
