package dev.kilter.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hands bytes on between a controller and its API server, and can cut all connections at once. */
final class Relay implements AutoCloseable {
  private final URI target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  Relay(URI target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  /** Where the API server seems to be. */
  URI url() {
    return URI.create("https://127.0.0.1:" + server.getLocalPort());
  }

  void cut() {
    open.forEach(Relay::close);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        Thread.startVirtualThread(() -> join(client));
      } catch (IOException _) {
        // closed, or one connection that did not come about: the next one counts
      }
    }
  }

  private void join(Socket client) {
    try {
      Socket upstream = new Socket(target.getHost(), target.getPort());
      open.add(upstream);
      Thread.startVirtualThread(() -> pump(upstream, client));
      pump(client, upstream);
    } catch (IOException _) {
      end(client);
    }
  }

  private void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException _) {
      // one of the two is gone, and the other with it
    }
    end(from);
    end(to);
  }

  private void end(Socket socket) {
    open.remove(socket);
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
