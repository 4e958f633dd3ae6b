package dev.kilter.server.http;

import dev.kilter.server.rest.Gatekeeper;
import dev.kilter.server.rest.KilterApi;
import io.javalin.http.Context;
import java.util.function.Consumer;

/**
 * The REST API where people and programs log in.
 *
 * @param audit hears of every call that may change something
 */
public record RestFace(KilterApi api, Gatekeeper gate, Consumer<Audited> audit) {
  /**
   * Whether the browser came by TLS, as the proxy before this server says, so that cookies insist
   * on it. Who lies here harms only their own cookie.
   */
  static boolean secure(Context context) {
    return "https".equalsIgnoreCase(context.header("X-Forwarded-Proto"));
  }
}
