package dev.kilter.render.plugin.sidecar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one call: a message, or why there is none. What comes of it is told by several
 * threads.
 */
final class GrpcCall implements Stream.Listener {
  private static final int PREFIX = 5;
  private static final String OK = "0";
  private static final String DEADLINE_EXCEEDED = "4";
  private static final String UNIMPLEMENTED = "12";

  private final long maxBytes;
  private final CompletableFuture<byte[]> answer = new CompletableFuture<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable String status;
  private String words = "";

  GrpcCall(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  CompletableFuture<byte[]> answer() {
    return answer;
  }

  /** The first headers, and those after the message, which tell how it went. */
  @Override
  public synchronized void onHeaders(Stream stream, HeadersFrame frame) {
    HttpFields fields = frame.getMetaData().getHttpFields();
    boolean first = frame.getMetaData() instanceof MetaData.Response;
    status = fields.get("grpc-status");
    words = decoded(fields.get("grpc-message"));
    if (status != null && first) {
      end();
    } else if (frame.getMetaData() instanceof MetaData.Response response
        && response.getStatus() != 200) {
      fail("it answered HTTP " + response.getStatus() + ", which no plugin does");
    } else if (first && frame.isEndStream()) {
      fail("it ended its answer without saying how it went");
    } else {
      stream.demand(); // headers after the message may be told of before all of it is
    }
  }

  private void end() {
    if (status == null) {
      fail("it ended its answer without saying how it went");
      return;
    }
    switch (status) {
      case OK -> message();
      case DEADLINE_EXCEEDED -> fail("it took longer than it was given");
      case UNIMPLEMENTED -> fail("what listens there is no plugin: " + words);
      default -> fail(words.isEmpty() ? "it failed with status " + status : words);
    }
  }

  private void message() {
    byte[] bytes = body.toByteArray();
    if (bytes.length < PREFIX || bytes[0] != 0) {
      fail("it answered without a message");
      return;
    }
    int length = ByteBuffer.wrap(bytes).getInt(1);
    if (length != bytes.length - PREFIX) {
      fail("its answer breaks off");
      return;
    }
    byte[] message = new byte[length];
    System.arraycopy(bytes, PREFIX, message, 0, length);
    answer.complete(message);
  }

  @Override
  public synchronized void onDataAvailable(Stream stream) {
    if (take(stream)) {
      end();
    } else {
      stream.demand();
    }
  }

  /** What has come by now; whether that was the end. */
  private boolean take(Stream stream) {
    for (Stream.Data data = stream.readData(); data != null; data = stream.readData()) {
      boolean last = data.frame().isEndStream();
      ByteBuffer content = data.frame().getByteBuffer();
      byte[] bytes = new byte[content.remaining()];
      content.get(bytes);
      data.release();
      if (body.size() + bytes.length > maxBytes) {
        fail("it answered more than " + maxBytes / (1024 * 1024) + " MB");
        return false;
      }
      body.writeBytes(bytes);
      if (last) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void onReset(Stream stream, ResetFrame frame, Callback callback) {
    fail("it broke the call off");
    callback.succeeded();
  }

  @Override
  public void onIdleTimeout(Stream stream, TimeoutException x, Promise<Boolean> promise) {
    promise.succeeded(false); // whoever calls has a time of its own
  }

  @Override
  public void onFailure(
      Stream stream, int error, String reason, Throwable failure, Callback callback) {
    fail("its socket was closed");
    callback.succeeded();
  }

  void fail(String why) {
    answer.completeExceptionally(new SidecarException(why));
  }

  /** Percent signs stand for bytes of UTF-8. */
  private static String decoded(@Nullable String message) {
    if (message == null) {
      return "";
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        out.write((high << 4) | low);
        i += 2;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
