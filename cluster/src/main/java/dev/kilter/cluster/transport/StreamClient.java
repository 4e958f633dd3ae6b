package dev.kilter.cluster.transport;

import java.net.http.HttpClient;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One JDK client, which means one HTTP/2 connection. The server allows 100 streams on it, and the
 * 101st would fail together with later requests (measured, design §7): so it takes 90.
 */
final class StreamClient {
  static final int STREAMS = 90;

  private final HttpClient http;
  private final Semaphore permits = new Semaphore(STREAMS, true);
  private final AtomicBoolean warm = new AtomicBoolean();

  StreamClient(HttpClient http) {
    this.http = http;
  }

  HttpClient http() {
    return http;
  }

  boolean tryAcquire() {
    return permits.tryAcquire();
  }

  void acquire() throws InterruptedException {
    permits.acquire();
  }

  void release() {
    permits.release();
  }

  /** Whether a first request has settled which connection everybody shares. */
  boolean warm() {
    return warm.get();
  }

  void warmed() {
    warm.set(true);
  }
}
