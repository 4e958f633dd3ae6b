package dev.kilter.cluster.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes TCP connections on until it is told to cut them, or to stall without a word. */
public final class CuttableProxy implements AutoCloseable {
  private final ServerSocket server;
  private final String host;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean stalled;

  public CuttableProxy(String host, int port) throws IOException {
    this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    this.host = host;
    this.port = port;
    Thread.startVirtualThread(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Ends every connection; new ones are accepted. */
  public void cut() {
    sockets.forEach(CuttableProxy::close);
    sockets.clear();
  }

  /** From now on nothing passes, and nobody is told. */
  public void stall(boolean stall) {
    stalled = stall;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket target = new Socket(host, port);
        sockets.add(client);
        sockets.add(target);
        Thread.startVirtualThread(() -> pump(client, target));
        Thread.startVirtualThread(() -> pump(target, client));
      } catch (IOException e) {
        // the target is away for a while, or this is closed
      }
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] block = new byte[16 * 1024];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        if (!stalled) {
          out.write(block, 0, read);
          out.flush();
        }
      }
    } catch (IOException e) {
      // cut
    } finally {
      close(from);
      close(to);
    }
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // closed already
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
