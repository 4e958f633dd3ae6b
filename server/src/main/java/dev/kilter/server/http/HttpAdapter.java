package dev.kilter.server.http;

import dev.kilter.api.Document;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.server.views.ViewsService;
import dev.kilter.server.webhook.WebhookReply;
import dev.kilter.server.webhook.WebhookRequest;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A listening port. Requests run on virtual threads; close it to stop listening. */
public final class HttpAdapter implements AutoCloseable {
  private static final long BODIES_TOGETHER = 64L << 20;

  /** Of one call; Argo CD takes no larger manifest either. */
  static final long CALL_LIMIT = 10L << 20;

  private static final List<HandlerType> METHODS =
      List.of(
          HandlerType.GET,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE);
  private static final long QUESTION_LIMIT = 64 << 10;

  private final Javalin javalin;

  private HttpAdapter(Javalin javalin) {
    this.javalin = javalin;
  }

  /** Webhooks, probes and metrics. Port 0 takes a free one. */
  public static HttpAdapter listen(String host, int port, PublicFace face) {
    return listen(host, port, face, Optional.empty());
  }

  /** The same with the API and the web interface beside it. */
  public static HttpAdapter listen(
      String host, int port, PublicFace face, Optional<RestFace> rest) {
    BodyReader bodies = new BodyReader(face.bodyLimit(), BODIES_TOGETHER);
    return start(
        host,
        port,
        config -> {
          config.routes.post("/api/webhook", context -> webhook(context, bodies, face));
          config.routes.get("/healthz", context -> probe(context, face.healthy().get()));
          config.routes.get("/readyz", context -> probe(context, face.ready().get()));
          config.routes.get(
              "/metrics",
              context ->
                  context
                      .contentType("text/plain; version=0.0.4; charset=utf-8")
                      .result(face.metrics().get()));
          rest.ifPresent(api -> mount(config, api));
        });
  }

  private static void mount(JavalinConfig config, RestFace face) {
    RestHandler rest = new RestHandler(face, new BodyReader(() -> CALL_LIMIT, BODIES_TOGETHER));
    UserInterface pages = new UserInterface();
    config.routes.before(SecurityHeaders::add);
    for (HandlerType method : METHODS) {
      config.routes.addHttpHandler(method, "/api/<rest>", rest::handle);
    }
    DescriptionPages.mount(config, face.api());
    config.routes.get("/<page>", pages::serve);
    config.routes.get("/", pages::serve);
  }

  /** Views, for those who know the token; for the loopback interface or the pod's own port. */
  public static HttpAdapter listen(String host, int port, ViewsService views) {
    BodyReader bodies = new BodyReader(() -> QUESTION_LIMIT, BODIES_TOGETHER);
    return start(
        host,
        port,
        config ->
            config.routes.post(
                ViewsService.ROOT + "{view}", context -> question(context, bodies, views)));
  }

  private static HttpAdapter start(String host, int port, Consumer<JavalinConfig> routes) {
    return new HttpAdapter(
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.concurrency.useVirtualThreads = true;
                  config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
                  routes.accept(config);
                })
            .start(host, port));
  }

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void webhook(Context context, BodyReader bodies, PublicFace face)
      throws IOException {
    bodies.read(
        context.bodyInputStream(),
        context.req().getContentLengthLong(),
        reading -> {
          WebhookReply reply =
              switch (reading) {
                case BodyReader.Reading.Read(var body) ->
                    face.webhooks().receive(new WebhookRequest(context.headerMap(), body));
                case BodyReader.Reading.TooLarge() ->
                    new WebhookReply(
                        413,
                        "The payload is larger than "
                            + face.bodyLimit().getAsLong()
                            + " bytes (webhook.maxPayloadSizeMB in argocd-cm)");
                case BodyReader.Reading.TooMany() ->
                    new WebhookReply(429, "Too many payloads at once; send it again");
              };
          context.status(reply.status()).result(reply.message());
        });
  }

  private static void probe(Context context, Optional<String> trouble) {
    context.status(trouble.isEmpty() ? 200 : 503).result(trouble.orElse("ok"));
  }

  private static void question(Context context, BodyReader bodies, ViewsService views)
      throws IOException {
    bodies.read(
        context.bodyInputStream(),
        context.req().getContentLengthLong(),
        reading -> {
          Document body = body(reading);
          if (!views.permits(body)) {
            context.status(401).result("the token is missing or wrong");
          } else {
            context
                .contentType("application/json")
                .result(Json.bytes(views.answer(context.pathParam("view"), body)));
          }
        });
  }

  private static Document body(BodyReader.Reading reading) {
    try {
      return reading instanceof BodyReader.Reading.Read(var content)
          ? new Document(Json.object(content))
          : Document.EMPTY;
    } catch (CodecException e) {
      return Document.EMPTY;
    }
  }
}
