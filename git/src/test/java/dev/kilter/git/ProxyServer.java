package dev.kilter.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A forward proxy: tunnels where it is asked to CONNECT, and otherwise passes on the one request of
 * a connection, which it then closes.
 */
final class ProxyServer implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  ProxyServer() throws IOException {
    workers.execute(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** The first line of each request. */
  List<String> asked() {
    return asked;
  }

  /** Until the socket is closed, which ends the wait for the next client. */
  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        workers.execute(() -> serve(client));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      String[] words = head.lines().findFirst().orElse("").split(" ", -1);
      asked.add(head.lines().findFirst().orElse(""));
      if (words[0].equals("CONNECT")) {
        String[] target = words[1].split(":", -1);
        try (Socket remote = new Socket(target[0], Integer.parseInt(target[1]))) {
          client
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          pump(client, remote);
        }
      } else {
        URI target = URI.create(words[1]);
        try (Socket remote = new Socket(target.getHost(), target.getPort())) {
          String path = words[1].substring(words[1].indexOf(target.getRawPath()));
          remote
              .getOutputStream()
              .write(
                  head.replace(words[1], path)
                      .replaceAll("(?i)(Proxy-)?Connection: .*\r\n", "")
                      .replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                      .getBytes(StandardCharsets.ISO_8859_1));
          pump(client, remote);
        }
      }
    } catch (IOException e) {
      // Either side may hang up whenever it likes.
      return;
    }
  }

  /** Up to and with the empty line. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        break;
      }
    }
    return head.toString();
  }

  private void pump(Socket client, Socket remote) throws IOException {
    workers.execute(() -> {
      try {
        client.getInputStream().transferTo(remote.getOutputStream());
        remote.shutdownOutput();
      } catch (IOException e) {
        // The answer is complete, or nobody waits for it.
        return;
      }
    });
    OutputStream out = client.getOutputStream();
    remote.getInputStream().transferTo(out);
  }

  @Override
  public void close() throws IOException {
    server.close();
    workers.shutdownNow();
    workers.close();
  }
}
