package dev.kilter.cluster.transport;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Clients that grow in number with the streams that are open at once, up to a limit. */
final class ClientPool {
  private final Supplier<HttpClient> factory;
  private final Warming warming;
  private final int limit;
  private final List<StreamClient> clients = new CopyOnWriteArrayList<>();

  ClientPool(Supplier<HttpClient> factory, Warming warming, int limit) {
    this.factory = factory;
    this.warming = warming;
    this.limit = limit;
  }

  /** A client with a stream reserved on it; the caller releases it. */
  StreamClient acquire() throws IOException {
    for (StreamClient client : clients) {
      if (client.tryAcquire()) {
        return warm(client);
      }
    }
    return acquireNew();
  }

  private StreamClient acquireNew() throws IOException {
    StreamClient client;
    synchronized (this) {
      client = clients.stream().filter(StreamClient::tryAcquire).findFirst().orElse(null);
      if (client == null && clients.size() < limit) {
        client = new StreamClient(factory.get());
        client.tryAcquire();
        clients.add(client);
      }
    }
    if (client == null) {
      client = clients.getFirst();
      try {
        client.acquire();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new java.io.InterruptedIOException("interrupted while waiting for a connection");
      }
    }
    return warm(client);
  }

  /** The first request alone: many at once would each open a connection and keep one of them. */
  private StreamClient warm(StreamClient client) throws IOException {
    if (client.warm()) {
      return client;
    }
    synchronized (client) {
      if (!client.warm()) {
        try {
          warming.send(client.http());
          client.warmed();
        } catch (IOException | RuntimeException e) {
          client.release();
          throw e;
        }
      }
    }
    return client;
  }

  void close() {
    clients.forEach(client -> client.http().shutdownNow());
  }

  /** One cheap request. */
  @FunctionalInterface
  interface Warming {
    void send(HttpClient client) throws IOException;
  }
}
