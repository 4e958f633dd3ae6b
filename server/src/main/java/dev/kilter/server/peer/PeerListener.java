package dev.kilter.server.peer;

import dev.kilter.api.Document;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.server.views.ViewsService;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controller's port for servers. Who shows no certificate of a server gets no answer; while
 * this controller does not act, servers are told to ask another one.
 */
public final class PeerListener implements AutoCloseable {
  /** Where questions are asked; the view's name follows. The number is that of the protocol. */
  static final String QUESTIONS = "/internal/v1/views/";

  /** Where streams begin. */
  static final String STREAMS = "/internal/v1/streams/";

  /** What one that does not act answers. */
  static final int NOT_ACTING = 503;

  private static final int QUESTION_LIMIT = 4 << 20;
  private static final byte[] LINE_END = {'\n'};

  /** Longer than a browser may keep the server waiting that reads a log for it. */
  private static final Duration IDLE = Duration.ofMinutes(2);

  /** Tells a server that somebody is there, and this controller when the server is not. */
  private static final Duration BEAT = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(PeerListener.class);

  private final Javalin javalin;
  private volatile Optional<Serving> serving = Optional.empty();

  private record Serving(ViewsService service, BooleanSupplier acting) {}

  private PeerListener(String host, int port, SSLContext tls) {
    javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.concurrency.useVirtualThreads = true;
          config.jetty.addConnector((server, _) -> {
            ServerConnector connector = new ServerConnector(server, encrypted(tls), plain());
            connector.setHost(host);
            connector.setPort(port);
            connector.setIdleTimeout(IDLE.toMillis());
            return connector;
          });
          config.routes.post(QUESTIONS + "{view}", this::question);
          config.routes.post(STREAMS + "{view}", this::stream);
        });
    javalin.start();
  }

  private static SslConnectionFactory encrypted(SSLContext tls) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(tls);
    factory.setIncludeProtocols("TLSv1.3");
    factory.setNeedClientAuth(true);
    SslConnectionFactory encrypted = new SslConnectionFactory(factory, "http/1.1");
    // It would compare the address that was called with a certificate that names none.
    encrypted.setEnsureSecureRequestCustomizer(false);
    return encrypted;
  }

  private static HttpConnectionFactory plain() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    return new HttpConnectionFactory(http);
  }

  /** Port 0 takes a free one. */
  public static PeerListener open(String host, int port, SSLContext tls) {
    return new PeerListener(host, port, tls);
  }

  public int port() {
    return javalin.port();
  }

  /** From now on answers, whenever {@code acting}. */
  public void serve(ViewsService service, BooleanSupplier acting) {
    serving = Optional.of(new Serving(service, acting));
  }

  private Optional<ViewsService> service() {
    return serving.filter(one -> one.acting().getAsBoolean()).map(Serving::service);
  }

  private void question(Context context) throws IOException {
    Optional<Document> question = asked(context);
    if (question.isPresent()) {
      Map<String, @Nullable Object> answer =
          service().orElseThrow().answer(context.pathParam("view"), question.get());
      context.contentType("application/json").result(Json.bytes(answer));
    }
  }

  private void stream(Context context) throws IOException, InterruptedException {
    Optional<Document> question = asked(context);
    if (question.isEmpty()) {
      return;
    }
    context.disableCompression();
    context.contentType("application/json");
    try (Telling telling = new Telling(context.res().getOutputStream())) {
      service()
          .orElseThrow()
          .follow(context.pathParam("view"), question.get(), telling::tell, telling.gone);
    } catch (IOException e) {
      LOG.debug("A server left before the end of a stream: {}", e.toString());
    }
  }

  /** Empty where the refusal is said already. */
  private Optional<Document> asked(Context context) throws IOException {
    byte[] body = context.bodyInputStream().readNBytes(QUESTION_LIMIT + 1);
    if (service().isEmpty()) {
      context.status(NOT_ACTING).result("this controller does not act");
    } else if (body.length > QUESTION_LIMIT) {
      context.status(413).result("the question is larger than " + QUESTION_LIMIT + " bytes");
    } else {
      try {
        return Optional.of(new Document(Json.object(body)));
      } catch (CodecException _) {
        context.status(400).result("the question is no JSON object");
      }
    }
    return Optional.empty();
  }

  /** One stream: a document a line, and an empty line now and then. */
  private static final class Telling implements AutoCloseable {
    private final OutputStream out;
    private final Cancellation gone = new Cancellation();
    private final Thread beat = Thread.ofVirtual().name("beat").unstarted(this::beat);
    private boolean over;

    Telling(OutputStream out) {
      this.out = out;
      beat.start();
    }

    void tell(Map<String, @Nullable Object> tree) throws IOException {
      write(Json.text(tree).getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void write(byte[] content) throws IOException {
      if (over) {
        return;
      }
      out.write(content);
      out.write(LINE_END);
      out.flush();
    }

    private void beat() {
      try {
        while (true) {
          Thread.sleep(BEAT);
          write(new byte[0]);
        }
      } catch (IOException _) {
        gone.cancel();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    /** Nothing is written afterwards; the thread is not interrupted while it writes. */
    @Override
    public synchronized void close() {
      over = true;
      beat.interrupt();
    }
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
