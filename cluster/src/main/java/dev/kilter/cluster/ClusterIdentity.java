package dev.kilter.cluster;

import dev.kilter.cluster.apply.WrongClusterException;
import dev.kilter.cluster.cache.ClusterCache;
import dev.kilter.cluster.transport.Reason;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which cluster an address leads to, told by the uid of its namespace {@code kube-system} (I16).
 * What was read holds until a stream begins or ends, since behind a new connection there may be
 * another cluster; then it is read again before anything is concluded from the cluster or written
 * to it. The cluster in which all state lies is the one that it is, and is never asked.
 */
final class ClusterIdentity implements ClusterCache.Identity {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterIdentity.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KubernetesApi api;
  private final Supplier<ClusterConnection> connection;
  private final Consumer<String> told;
  private final AtomicLong doubts = new AtomicLong(1);
  private volatile long settled;
  private volatile String found = "";
  private volatile boolean complained;

  /** {@code told} hears each time what was read. */
  ClusterIdentity(
      KubernetesApi api, Supplier<ClusterConnection> connection, Consumer<String> told) {
    this.api = api;
    this.connection = connection;
    this.told = told;
  }

  @Override
  public boolean doubt() {
    doubts.incrementAndGet();
    return !connection.get().inCluster();
  }

  /** Reads it where it is in doubt; where that fails, it stays in doubt. */
  @Override
  public void settle() {
    try {
      ask();
    } catch (IOException e) {
      LOG.debug("cluster {} does not say which it is", api.server(), e);
    }
  }

  private void ask() throws IOException {
    if (!connection.get().inCluster() && settled != doubts.get()) {
      read();
    }
  }

  private synchronized void read() throws IOException {
    long doubt = doubts.get();
    if (settled == doubt) {
      return;
    }
    ApiResponse response =
        api.send(ApiRequest.get("/api/v1/namespaces/kube-system").withPatience(PATIENCE));
    found =
        switch (response.status()) {
          case 200 -> uid(response);
          case 403, 404 -> unreadable(response.status());
          default ->
              throw new IOException(
                  api.server() + " answered " + response.status() + " when asked which it is");
        };
    if (!found.isEmpty()) {
      told.accept(found); // who waits for this answer finds the cache as it is to be
    }
    settled = doubt;
  }

  private static String uid(ApiResponse response) throws IOException {
    try {
      String uid = Manifest.of(Json.object(response.content())).uid();
      if (!uid.isEmpty()) {
        return uid;
      }
    } catch (CodecException _) {
      // no JSON is no namespace
    }
    throw new IOException("the answer of the API server is no namespace");
  }

  private String unreadable(int status) {
    if (!complained) {
      complained = true;
      LOG.warn(
          "cluster {} answers {} for the namespace kube-system, so Kilter would not notice if the"
              + " address led to another cluster one day; allow its account to get that namespace",
          api.server(),
          status);
    }
    return "";
  }

  /** What follows from what was read last. */
  Optional<Failure.OtherCluster> mismatch() {
    return connection.get().mismatch(found);
  }

  /** Why the cluster must not be believed, nor written to; empty where it is the right one. */
  Optional<Failure> refusal() {
    try {
      ask();
    } catch (IOException e) {
      return connection.get().identity().isEmpty()
          ? Optional.empty()
          : Optional.of(new Failure.ClusterUnreachable(api.server(), Reason.of(api.server(), e)));
    }
    return mismatch().map(Failure.class::cast);
  }

  /** Lets no write through to another cluster. */
  KubernetesApi around(KubernetesApi writes) {
    return new KubernetesApi() {
      @Override
      public String server() {
        return writes.server();
      }

      @Override
      public ApiResponse send(ApiRequest request) throws IOException {
        if (!request.method().equals("GET")) {
          Optional<Failure> refusal = refusal();
          if (refusal.isPresent()) {
            throw new WrongClusterException(refusal.get());
          }
        }
        return writes.send(request);
      }

      @Override
      public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
          throws IOException {
        return writes.follow(request, lines, cancellation);
      }
    };
  }
}
