package dev.kilter.cluster.transport;

import dev.kilter.cluster.connection.Credentials;
import dev.kilter.cluster.connection.Endpoint;
import dev.kilter.cluster.connection.Proof;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** An HTTP server that keeps its connections open, until it is told to behave badly. */
final class ScriptedServer implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.ISO_8859_1);

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Manner next = Manner.ANSWERS;

  /** What becomes of a request. */
  enum Manner {
    ANSWERS,
    /** The connection ends without an answer, once. */
    HANGS_UP,
    /** Nothing comes, ever. */
    IS_SILENT
  }

  ScriptedServer(ServerSocket server) {
    this.server = server;
    Thread.startVirtualThread(this::accept);
  }

  /** At its address, without TLS. */
  Endpoint endpoint() throws NoSuchAlgorithmException {
    return endpoint("http", SSLContext.getDefault());
  }

  Endpoint endpoint(String scheme, SSLContext tls) {
    return new Endpoint(
        URI.create(scheme + "://127.0.0.1:" + server.getLocalPort()),
        Credentials.fixed(new Proof(Optional.empty(), tls)),
        Optional.empty(),
        Optional.empty());
  }

  void next(Manner manner) {
    next = manner;
  }

  int accepted() {
    return accepted.get();
  }

  int requests() {
    return requests.get();
  }

  int open() {
    return open.size();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        accepted.incrementAndGet();
        open.add(client);
        Thread.startVirtualThread(() -> converse(client));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void converse(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      while (answers(client, in)) {
        // the next
      }
    } catch (IOException e) {
      // the client has had enough, or never understood us
    } finally {
      open.remove(client);
    }
  }

  private boolean answers(Socket client, InputStream in) throws IOException {
    int length = 0;
    String line = HttpAnswer.line(in);
    while (!line.isEmpty()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
      line = HttpAnswer.line(in);
    }
    if (in.readNBytes(length).length < length) {
      throw new EOFException("no whole request");
    }
    requests.incrementAndGet();
    switch (next) {
      case ANSWERS -> client.getOutputStream().write(ANSWER);
      case IS_SILENT -> {
        // and hears on
      }
      case HANGS_UP -> {
        next = Manner.ANSWERS;
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket client : open) {
      client.close();
    }
  }
}
