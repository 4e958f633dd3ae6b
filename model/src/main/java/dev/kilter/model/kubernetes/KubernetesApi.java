package dev.kilter.model.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Port to one API server: sends requests and reads answers, whatever they mean. Blocking; every
 * call carries the credentials of the connection. An answer with an error status is an answer; an
 * IOException means that the outcome is unknown.
 */
public interface KubernetesApi extends AutoCloseable {
  /** The server's base URL, for messages. */
  String server();

  ApiResponse send(ApiRequest request) throws IOException;

  /**
   * Follows a streamed answer (a watch, a log) line by line until it ends, the returned stream is
   * closed or the connection is silent for too long. Blocks the calling thread. The status is
   * handed over first; lines follow only after a 2xx.
   */
  int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
      throws IOException;

  /** The same, each line as the bytes that it came in, for those who read much and keep little. */
  default int followBytes(ApiRequest request, Consumer<byte[]> lines, Cancellation cancellation)
      throws IOException {
    return follow(
        request, line -> lines.accept(line.getBytes(StandardCharsets.UTF_8)), cancellation);
  }

  /** Gives up its connections, where it holds any. */
  @Override
  default void close() {}

  /**
   * A request; {@code path} starts with a slash and carries the query, already encoded. {@code
   * patience} is how long the server may say nothing: until its answer, and in a stream between two
   * bytes. Empty: the transport's default for an answer, and no limit for a stream.
   */
  record ApiRequest(String method, String path, Optional<Body> body, Optional<Duration> patience) {
    public ApiRequest(String method, String path, Optional<Body> body) {
      this(method, path, body, Optional.empty());
    }

    public static ApiRequest get(String path) {
      return new ApiRequest("GET", path, Optional.empty());
    }

    public static ApiRequest of(String method, String path, String contentType, byte[] content) {
      return new ApiRequest(method, path, Optional.of(new Body(contentType, content)));
    }

    public ApiRequest withPatience(Duration limit) {
      return new ApiRequest(method, path, body, Optional.of(limit));
    }
  }

  /** Content of a request, such as {@code application/apply-patch+yaml}. */
  @SuppressWarnings("ArrayRecordComponent") // handed on to the wire, never compared
  record Body(String contentType, byte[] content) {}

  /** Status, content and Retry-After in seconds where the server sent it. */
  @SuppressWarnings("ArrayRecordComponent") // read once by the caller, never compared
  record ApiResponse(int status, byte[] content, Optional<Integer> retryAfter) {
    public boolean ok() {
      return status >= 200 && status < 300;
    }
  }

  /** Lets another thread end a stream. */
  final class Cancellation {
    private volatile Runnable action = () -> {};
    private volatile boolean cancelled;

    /** Called by the stream's owner: what ends it. */
    public synchronized void onCancel(Runnable end) {
      action = end;
      if (cancelled) {
        end.run();
      }
    }

    public synchronized void cancel() {
      cancelled = true;
      action.run();
    }

    public boolean cancelled() {
      return cancelled;
    }
  }
}
