package dev.kilter.render.plugin.sidecar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Calls over Unix sockets: any number of messages there, one back. */
final class GrpcClient {
  private static final int MAX_THREADS = 16;
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** A sidecar that runs out of time has this long to say so itself. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final HTTP2Client client;

  private GrpcClient(HTTP2Client client) {
    this.client = client;
  }

  /** Its threads are daemons, and few; it lasts as long as the process. */
  static GrpcClient start() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
    threads.setName("sidecars");
    threads.setDaemon(true);
    ClientConnector connector = new ClientConnector();
    connector.setExecutor(threads);
    connector.setSelectors(1);
    HTTP2Client client = new HTTP2Client(connector);
    client.setIdleTimeout(0);
    client.setConnectTimeout(CONNECT.toMillis());
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("no client for the plugins' sockets can be started", e);
    }
    return new GrpcClient(client);
  }

  /** What is to be sent. */
  @FunctionalInterface
  interface Messages {
    void sendTo(Sink sink) throws IOException;
  }

  /** Takes messages one by one; false when no more are wanted. */
  @FunctionalInterface
  interface Sink {
    boolean send(byte[] message);
  }

  /**
   * The message that is answered.
   *
   * @throws SidecarException where there is none
   */
  byte[] call(Path socket, String method, Messages messages, Duration limit, long maxBytes)
      throws IOException {
    Deadline deadline = new Deadline(System.nanoTime() + limit.plus(GRACE).toNanos(), limit);
    Session session = deadline.await(connect(socket), "its socket does not answer");
    GrpcCall call = new GrpcCall(maxBytes);
    try {
      Promise.Completable<Stream> opened = new Promise.Completable<>();
      session.newStream(new HeadersFrame(request(method, limit), null, false), opened, call);
      Stream stream = deadline.await(opened, "its socket was closed");
      try {
        messages.sendTo(
            message -> !call.answer().isDone() && send(stream, message, call, deadline));
        if (!call.answer().isDone()) {
          stream.data(new DataFrame(stream.getId(), ByteBuffer.allocate(0), true), Callback.NOOP);
        }
        return deadline.await(call.answer(), "its socket was closed");
      } finally {
        if (!stream.isClosed()) {
          stream.reset(
              new ResetFrame(stream.getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
        }
      }
    } finally {
      session.close(ErrorCode.NO_ERROR.code, "done", Callback.NOOP);
    }
  }

  private Future<Session> connect(Path socket) {
    Promise.Completable<Session> connected = new Promise.Completable<>();
    Transport transport = new Transport.TCPUnix(socket);
    client.connect(
        transport,
        null,
        transport.getSocketAddress(),
        new Session.Listener() {},
        connected,
        new HashMap<>());
    return connected;
  }

  private static MetaData.Request request(String method, Duration limit) {
    HttpFields fields =
        HttpFields.build()
            .put("content-type", "application/grpc")
            .put("te", "trailers")
            .put("grpc-timeout", limit.toMillis() + "m")
            .put("user-agent", "kilter")
            .asImmutable();
    return new MetaData.Request(
        "POST", HttpURI.from("http://localhost" + method), HttpVersion.HTTP_2, fields);
  }

  /** A frame that is refused tells nothing that the answer does not tell better. */
  private static boolean send(Stream stream, byte[] message, GrpcCall call, Deadline deadline) {
    ByteBuffer frame = ByteBuffer.allocate(5 + message.length);
    frame.put((byte) 0).putInt(message.length).put(message).flip();
    Callback.Completable sent = new Callback.Completable();
    stream.data(new DataFrame(stream.getId(), frame, false), sent);
    try {
      deadline.await(CompletableFuture.anyOf(sent, call.answer()), "its socket was closed");
    } catch (SidecarException e) {
      call.fail(String.valueOf(e.getMessage()));
    }
    return !call.answer().isDone();
  }

  /** Until when all of a call must be done. */
  private record Deadline(long nanos, Duration limit) {
    <T> T await(Future<T> future, String otherwise) {
      try {
        return future.get(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof SidecarException said
            ? said
            : new SidecarException(otherwise + " (" + e.getCause() + ")");
      } catch (TimeoutException e) {
        throw new SidecarException("it took longer than " + limit.toSeconds() + " s");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SidecarException("Kilter is stopping");
      }
    }
  }
}
