package dev.kilter.sandbox.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.kilter.sandbox.kube.Tls;
import dev.kilter.sandbox.node.ContainerState.Running;
import dev.kilter.sandbox.node.ContainerState.Terminated;
import dev.kilter.sandbox.pki.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * The log endpoint of every simulated kubelet. Only who shows a client certificate of the sandbox's
 * authority, as the API server does, is answered.
 */
final class LogEndpoint {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final Kubelets kubelets;
  private final InstantSource clock;

  private LogEndpoint(Kubelets kubelets, InstantSource clock) {
    this.kubelets = kubelets;
    this.clock = clock;
  }

  static HttpsServer start(
      Kubelets kubelets, InstantSource clock, Identity identity, String authorityPem)
      throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpsServer.create(address, 0);
    try {
      var tls = Tls.showing(identity, authorityPem);
      server.setHttpsConfigurator(
          new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
              var wanted = tls.getDefaultSSLParameters();
              wanted.setNeedClientAuth(true);
              parameters.setSSLParameters(wanted);
            }
          });
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot use the kubelet's certificate", e);
    }
    var endpoint = new LogEndpoint(kubelets, clock);
    server.createContext(LogQuery.PATH, endpoint::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      LogQuery query;
      try {
        query = LogQuery.of(exchange.getRequestURI(), clock.instant());
      } catch (IllegalArgumentException | java.time.DateTimeException e) {
        refuse(exchange, BAD_REQUEST, "bad request: " + e.getMessage());
        return;
      }
      var life = kubelets.find(query.namespace(), query.pod());
      if (life.isEmpty()) {
        refuse(exchange, NOT_FOUND, "pod \"%s\" not found".formatted(query.pod()));
        return;
      }
      answer(exchange, query, life.get());
    }
  }

  private void answer(HttpExchange exchange, LogQuery query, PodLife life) throws IOException {
    var index = index(life.state().spec(), query.container());
    if (index.isEmpty()) {
      refuse(
          exchange,
          NOT_FOUND,
          "container %s not found in pod %s".formatted(query.container(), query.pod()));
      return;
    }
    var lines = lines(life.state(), index.get(), query.previous());
    if (lines.isEmpty()) {
      refuse(exchange, BAD_REQUEST, absence(query, life.state().statuses().get(index.get())));
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(OK, 0);
    try (var out = exchange.getResponseBody()) {
      write(out, query, life, index.get(), lines.get());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<Integer> index(PodSpec spec, String container) {
    for (int i = 0; i < spec.containers().size(); i++) {
      if (spec.containers().get(i).name().equals(container)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** The run that is asked for: the former one, or the one that goes on or ended last. */
  private static Optional<LogLines> lines(PodState state, int index, boolean previous) {
    var status = state.statuses().get(index);
    var container = state.container(index);
    if (!previous && status.state() instanceof Running(var startedAt)) {
      return Optional.of(new LogLines(container, startedAt, Instant.MAX));
    }
    var ended =
        !previous && status.state() instanceof Terminated last ? Optional.of(last) : status.last();
    return ended.map(run -> new LogLines(container, run.startedAt(), run.finishedAt()));
  }

  private static String absence(LogQuery query, ContainerStatus status) {
    if (query.previous()) {
      return "previous terminated container \"%s\" in pod \"%s\" not found"
          .formatted(query.container(), query.pod());
    }
    var reason =
        status.state() instanceof ContainerState.Waiting(var waitsFor, _)
            ? waitsFor
            : "ContainerCreating";
    return "container \"%s\" in pod \"%s\" is waiting to start: %s"
        .formatted(query.container(), query.pod(), reason);
  }

  /** Prints what there is, then, when following, what comes, until the container's run ends. */
  private void write(OutputStream out, LogQuery query, PodLife life, int index, LogLines first)
      throws IOException, InterruptedException {
    var lines = first;
    var now = clock.instant();
    int next = Math.max(0, lines.count(now) - query.tail());
    long left = query.limit();
    while (left > 0) {
      for (int end = lines.count(now); next < end && left > 0; next++) {
        left -= print(out, query, lines.line(next), left);
      }
      out.flush();
      if (!query.follow() || !lines.goesOn(now)) {
        return;
      }
      pause(lines.line(next).at(), now);
      now = clock.instant();
      lines = lines(life.state(), index, query.previous()).orElse(lines);
      if (!lines.start().equals(first.start())) {
        return; // another run has begun; kubectl ends here too
      }
    }
  }

  private static long print(OutputStream out, LogQuery query, LogLines.Line line, long left)
      throws IOException {
    if (line.at().isBefore(query.since())) {
      return 0;
    }
    var text = (query.timestamps() ? line.at() + " " : "") + line.text() + "\n";
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = (int) Math.min(left, bytes.length);
    out.write(bytes, 0, length);
    return length;
  }

  private static void pause(Instant next, Instant now) throws InterruptedException {
    var wait = Duration.between(now, next);
    Thread.sleep(wait.compareTo(LONGEST_PAUSE) > 0 || wait.isNegative() ? LONGEST_PAUSE : wait);
  }

  private static void refuse(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
