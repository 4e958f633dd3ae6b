package dev.kilter.server.peer;

import dev.kilter.api.Document;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.server.views.StreamingChannel;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * A server's way to the controller that acts: finds it, asks it, and looks for another one where
 * that does not answer or acts no more. Thread-safe.
 */
public final class PeerChannel implements StreamingChannel, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** Rendering another revision may take a fetch. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final long ANSWER_LIMIT = 256L << 20;

  private final Finder finder;
  private final HttpClient http;
  private volatile Optional<Found> known = Optional.empty();

  /** Where the controller that acts is to be asked. */
  @FunctionalInterface
  public interface Finder {
    /** Failure: ControllerAbsent, with what is known about why. */
    Result<Found> find();
  }

  /**
   * A controller.
   *
   * @param address {@code HOST:PORT}
   * @param who for people
   */
  public record Found(String address, String who) {}

  public PeerChannel(Finder finder, SSLContext tls) {
    this.finder = finder;
    this.http =
        HttpClient.newBuilder()
            .sslContext(tls)
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .build();
  }

  /** The controller answered that it does not act: nothing was done. */
  private static final class NotActingException extends IOException {
    private static final long serialVersionUID = 1;

    NotActingException() {
      super("it does not act any more");
    }
  }

  @Override
  public Result<Document> ask(String view, Document question) {
    return asked(
        !view.equals("delete"),
        found ->
            new Document(
                Json.object(
                    send(
                            request(found, PeerListener.QUESTIONS + view, question),
                            BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_LIMIT))
                        .body())));
  }

  @Override
  public Result<Void> follow(
      String view, Document question, Consumer<Document> told, Cancellation cancellation) {
    Result<InputStream> begun =
        asked(
            true,
            found ->
                send(
                        request(found, PeerListener.STREAMS + view, question),
                        BodyHandlers.ofInputStream())
                    .body());
    return begun.then(stream -> new PeerStream(stream, cancellation).read(told));
  }

  private interface Attempt<T> {
    T at(Found found) throws IOException;
  }

  /** A second try where the first one did nothing, or where to do it twice is no harm. */
  private <T> Result<T> asked(boolean harmless, Attempt<T> attempt) {
    boolean looked = known.isEmpty();
    Result<Found> first = known.<Result<Found>>map(Result::success).orElseGet(finder::find);
    return switch (first) {
      case Result.Failed<Found>(var failure) -> Result.failed(failure);
      case Result.Success<Found>(var found) -> {
        try {
          yield done(found, attempt);
        } catch (IOException | CodecException e) {
          known = Optional.empty();
          yield again(e, harmless) ? askedAgain(found, looked, e, attempt) : absent(found, e);
        }
      }
    };
  }

  /** Somebody else's turn, or a connection that had ended while nobody looked. */
  private <T> Result<T> askedAgain(
      Found before, boolean looked, Exception why, Attempt<T> attempt) {
    return finder
        .find()
        .then(found -> {
          if (looked && found.equals(before)) {
            return absent(before, why);
          }
          try {
            return done(found, attempt);
          } catch (IOException | CodecException e) {
            return absent(found, e);
          }
        });
  }

  private <T> Result<T> done(Found found, Attempt<T> attempt) throws IOException {
    T answer = attempt.at(found);
    known = Optional.of(found);
    return Result.success(answer);
  }

  private static boolean again(Exception e, boolean harmless) {
    return switch (e) {
      case NotActingException _, ConnectException _ -> true;
      case HttpTimeoutException _, CodecException _ -> false;
      default -> harmless;
    };
  }

  private static <T> Result<T> absent(Found found, Exception e) {
    return Result.failed(
        new Failure.ControllerAbsent(
            "The controller "
                + found.who()
                + ", at "
                + found.address()
                + ", does not answer: "
                + evidence(e)
                + "."));
  }

  private static String evidence(Exception e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return switch (e) {
      case HttpTimeoutException _ -> "it took too long";
      case ConnectException _ -> "no connection to it could be made";
      case SSLException _ -> "TLS failed (" + why + ")";
      default -> why;
    };
  }

  private static HttpRequest request(Found found, String path, Document question) {
    return HttpRequest.newBuilder(URI.create("https://" + found.address() + path))
        .timeout(ANSWER)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(Json.bytes(question.root())))
        .build();
  }

  /** In the end, not only until the first byte. */
  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) throws IOException {
    CompletableFuture<HttpResponse<T>> sent = http.sendAsync(request, body);
    try {
      HttpResponse<T> response = sent.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() == PeerListener.NOT_ACTING) {
        throw new NotActingException();
      }
      if (response.statusCode() != 200) {
        throw new IOException("HTTP " + response.statusCode());
      }
      return response;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause
          ? cause
          : new IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new HttpTimeoutException("the answer did not end");
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
