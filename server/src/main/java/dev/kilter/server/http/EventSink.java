package dev.kilter.server.http;

import dev.kilter.codec.Json;
import dev.kilter.server.rest.FieldSelection;
import dev.kilter.server.rest.Follower;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Events over HTTP, each flushed: server-sent events for browsers, else a JSON document a line, as
 * grpc-gateway sends them. An event without content keeps the connection alive.
 */
final class EventSink implements Follower {
  private static final String SERVER_SENT = "text/event-stream";

  private final Context context;
  private final boolean serverSent;
  private final FieldSelection fields;
  private final BooleanSupplier permitted;
  private @Nullable OutputStream out;

  /** {@code permitted} is asked before each event: sessions end while streams go on. */
  EventSink(Context context, FieldSelection fields, BooleanSupplier permitted) {
    this.context = context;
    this.fields = fields;
    this.permitted = permitted;
    String accept = context.header("Accept");
    this.serverSent = accept != null && accept.contains(SERVER_SENT);
  }

  /** Whether anything was sent; from then on a refusal cannot be told any more. */
  boolean begun() {
    return out != null;
  }

  @Override
  public void event(String id, String name, Map<String, @Nullable Object> data) throws IOException {
    if (!permitted.getAsBoolean()) {
      throw new IOException("the session has ended");
    }
    OutputStream open = open();
    open.write(text(id, name, data).getBytes(StandardCharsets.UTF_8));
    open.flush();
  }

  private OutputStream open() throws IOException {
    if (out == null) {
      context.disableCompression();
      context.contentType(serverSent ? SERVER_SENT : "application/json");
      context.header("Cache-Control", "no-store");
      context.header("X-Accel-Buffering", "no"); // nginx would hold events back
      out = context.res().getOutputStream(); // Javalin's own does not flush
    }
    return out;
  }

  private String text(String id, String name, Map<String, @Nullable Object> data) {
    String json = data.isEmpty() && name.isEmpty() ? "" : Json.text(fields.of(data));
    if (!serverSent) {
      return json + "\n";
    }
    StringBuilder text = new StringBuilder();
    if (!id.isEmpty()) {
      text.append("id: ").append(id).append('\n');
    }
    if (!name.isEmpty()) {
      text.append("event: ").append(name).append('\n');
    }
    return text.append(json.isEmpty() ? ":" : "data: " + json).append("\n\n").toString();
  }
}
