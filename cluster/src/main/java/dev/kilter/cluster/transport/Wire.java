package dev.kilter.cluster.transport;

import dev.kilter.cluster.connection.Proof;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** One open connection: HTTP/1.1, one exchange after the other. Used by one thread at a time. */
final class Wire implements Closeable {
  private static final int BUFFER = 16 * 1024;

  private final Socket socket;
  private final SSLContext tls;
  private final InputStream in;
  private final OutputStream out;
  private long restsSince;
  private boolean used;

  Wire(Socket socket, SSLContext tls) throws IOException {
    this.socket = socket;
    this.tls = tls;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = socket.getOutputStream();
  }

  /** Whether it was opened with what is to be shown. */
  @SuppressWarnings("ReferenceEquality") // a context has no other identity
  boolean shows(Proof proof) {
    return tls == proof.tls();
  }

  /** Sends and reads the head of the answer; zero patience waits for ever. */
  HttpAnswer exchange(byte[] request, Duration patience) throws IOException {
    socket.setSoTimeout((int) Math.min(patience.toMillis(), Integer.MAX_VALUE));
    out.write(request);
    out.flush();
    return HttpAnswer.read(in);
  }

  /** From here on somebody else watches over the silence of the server. */
  void waitForEver() throws IOException {
    socket.setSoTimeout(0);
  }

  void rests() {
    used = true;
    restsSince = System.nanoTime();
  }

  /** Whether it has carried an exchange before, so that the server may have given it up since. */
  boolean used() {
    return used;
  }

  Duration rested() {
    return Duration.ofNanos(System.nanoTime() - restsSince);
  }

  /** Whether the server has not closed it meanwhile, as far as can be seen from here. */
  boolean open() {
    try {
      socket.setSoTimeout(1);
      int _ = in.read();
      return false; // unasked, a server sends nothing but the end
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    close(socket);
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is being given up anyway
    }
  }
}
