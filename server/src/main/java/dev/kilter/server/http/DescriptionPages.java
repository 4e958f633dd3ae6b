package dev.kilter.server.http;

import dev.kilter.codec.Json;
import dev.kilter.server.rest.KilterApi;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** What the API takes and answers: for generators, and as a page to read. Open to everyone. */
final class DescriptionPages {
  private final KilterApi api;
  private byte[] description = {};

  private DescriptionPages(KilterApi api) {
    this.api = api;
  }

  static void mount(JavalinConfig config, KilterApi api) {
    DescriptionPages pages = new DescriptionPages(api);
    config.routes.get(
        "/swagger.json", context -> send(context, "application/json", pages.description()));
    config.routes.get("/swagger-ui", context -> file(context, "html", "text/html"));
    config.routes.get("/swagger-ui/page.js", context -> file(context, "js", "text/javascript"));
    config.routes.get("/swagger-ui/page.css", context -> file(context, "css", "text/css"));
  }

  /** Made once, when somebody wants it: routes do not change, and nobody has to log in for it. */
  private synchronized byte[] description() {
    if (description.length == 0) {
      description = Json.bytes(api.description());
    }
    return description;
  }

  private static void file(Context context, String ending, String type) throws IOException {
    String name = "swagger-ui." + ending;
    try (InputStream in = DescriptionPages.class.getResourceAsStream(name)) {
      send(context, type + "; charset=utf-8", Objects.requireNonNull(in, name).readAllBytes());
    }
  }

  private static void send(Context context, String type, byte[] content) {
    context.contentType(type).header("Cache-Control", "no-cache").result(content);
  }
}
