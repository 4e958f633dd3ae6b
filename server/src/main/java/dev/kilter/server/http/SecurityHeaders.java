package dev.kilter.server.http;

import io.javalin.http.Context;

/** What tells browsers how little they may do with an answer, whatever it says. */
final class SecurityHeaders {
  /** No inline script or style, nothing from elsewhere, in nobody's frame. */
  private static final String CONTENT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private static final String YEAR = "max-age=31536000";

  private SecurityHeaders() {}

  static void add(Context context) {
    context.header("Content-Security-Policy", CONTENT);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    if (RestFace.secure(context)) {
      context.header("Strict-Transport-Security", YEAR);
    }
  }
}
