package dev.kilter.api.client;

import dev.kilter.api.Answer;
import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.api.Exchange;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;

/**
 * Calls over HTTP. The JDK's oldest client, since it starts in a third of the time of its newest
 * (design §7).
 */
public final class HttpExchange implements Exchange {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Longer than any call waits at the server: a refresh has a minute. */
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private static final int SHOWN = 120;

  private final ServerAddress address;

  static {
    // The JDK would send a POST again by itself when the connection breaks: a sync twice.
    System.setProperty("sun.net.http.retryPost", "false");
  }

  public HttpExchange(ServerAddress address) {
    this.address = address;
  }

  @Override
  public Answer send(Call call) throws IOException {
    HttpURLConnection connection = open(call, "application/json");
    try {
      connection.setReadTimeout((int) ANSWER.toMillis());
      int status = connection.getResponseCode();
      return new Answer(status, tree(status, connection));
    } catch (IOException e) {
      throw unreachable(e).exception();
    } finally {
      connection.disconnect();
    }
  }

  @Override
  public void follow(Call call, Predicate<Document> event) throws IOException {
    HttpURLConnection connection = open(call, "text/event-stream");
    try {
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw Problem.of(new Answer(status, tree(status, connection))).exception();
      }
      try (BufferedReader lines = lines(connection.getInputStream())) {
        boolean wanted = true;
        for (String line = lines.readLine(); wanted && line != null; line = lines.readLine()) {
          Optional<Document> told = told(line);
          wanted = told.isEmpty() || event.test(told.get());
        }
      }
    } catch (IOException e) {
      throw unreachable(e).exception();
    } finally {
      connection.disconnect();
    }
  }

  private static BufferedReader lines(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** A line of server-sent events, or a JSON document as grpc-gateway sends it. */
  private static Optional<Document> told(String line) throws IOException {
    String json = line.startsWith("data:") ? line.substring("data:".length()).strip() : line;
    if (!json.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Document.of(Json.parse(json)));
    } catch (CodecException e) {
      throw new IOException("the stream holds what is no JSON: " + shown(json), e);
    }
  }

  private HttpURLConnection open(Call call, String accept) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(address.base() + target(call)).toURL().openConnection();
    if (address.insecure() && connection instanceof HttpsURLConnection secured) {
      Insecure.trustAll(secured);
    }
    connection.setRequestMethod(call.method());
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) CONNECT.toMillis());
    connection.setRequestProperty("Accept", accept);
    if (!call.method().equals("GET")) {
      connection.setRequestProperty("Content-Type", "application/json");
    }
    if (!address.token().isEmpty()) {
      connection.setRequestProperty("Authorization", "Bearer " + address.token());
    }
    if (call.body().isPresent()) {
      byte[] body = Json.bytes(call.body().get());
      connection.setDoOutput(true);
      try {
        connection.getOutputStream().write(body);
      } catch (IOException e) {
        connection.disconnect();
        throw unreachable(e).exception();
      }
    }
    return connection;
  }

  private static String target(Call call) {
    String query =
        call.query().entrySet().stream()
            .flatMap(
                entry -> entry.getValue().stream().map(value -> encoded(entry.getKey(), value)))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? call.path() : call.path() + "?" + query;
  }

  private static String encoded(String name, String value) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** An answer that is no JSON object comes from somebody else. */
  private Map<String, Object> tree(int status, HttpURLConnection connection) throws IOException {
    InputStream in =
        status >= HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getErrorStream()
            : connection.getInputStream();
    String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    if (text.isEmpty() && status < HttpURLConnection.HTTP_BAD_REQUEST) {
      return Map.of();
    }
    try {
      if (Json.parse(text) instanceof Map<?, ?> map) {
        return Document.of(map).root();
      }
    } catch (CodecException e) {
      // told below
    }
    String elsewhere = connection.getHeaderField("Location");
    throw stranger(status, elsewhere == null ? text : "see " + elsewhere).exception();
  }

  private Problem stranger(int status, String text) {
    return Problem.of(ProblemKind.SERVER_UNREACHABLE, "HTTP " + status + " without JSON")
        .saying(
            address.base() + " answered, but not as a server of Kilter or Argo CD.",
            "HTTP " + status + ": \"" + shown(text) + "\"",
            "check the address, and what stands before it",
            "kilter login HOST:PORT");
  }

  private static String shown(String text) {
    String line = text.replaceAll("<[^>]*>|\\s+", " ").strip();
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
  }

  private Problem unreachable(IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return Problem.of(ProblemKind.SERVER_UNREACHABLE, why)
        .saying(address.base() + " does not answer.", evidence(e, why), remedies(e));
  }

  private static String evidence(IOException e, String why) {
    return switch (e) {
      case UnknownHostException _ -> "DNS knows no host \"" + why + "\".";
      case ConnectException _ -> "Nobody listens there: " + why;
      case SSLException _ -> "TLS failed: " + why;
      default -> why;
    };
  }

  private static List<String> remedies(IOException e) {
    return e instanceof SSLException
        ? List.of(
            "add --insecure where you know that certificate", "add --plaintext where it has none")
        : List.of("check the address: kilter context", "kilter login HOST:PORT");
  }
}
