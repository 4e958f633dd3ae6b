package dev.kilter.git.transport;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.transport.http.HttpConnection;

/**
 * Plain requests on behalf of a repository, with its certificates and proxy. Authorization goes to
 * the repository's own scheme, host and port and nowhere else, redirects included. No link-local
 * address is ever asked: that is where clouds keep credentials.
 */
public final class Web {
  private static final int MAX_REDIRECTS = 5;
  private static final byte[] NOTHING = {};
  private static final long MEGABYTE = 1024 * 1024;

  /** As long as Argo CD lets a program run. */
  private static final Duration WHOLE_ANSWER = Duration.ofSeconds(90);

  private final Repository repository;
  private final HttpAccess access;
  private final Duration timeout;
  private final UnaryOperator<String> hostCertificates;
  private final Faults faults;
  private final Gate gate;

  /** Whom else not to ask; refuses with what is wrong, in words that go on after "it". */
  interface Gate {
    void check(URI at) throws IOException;
  }

  private Web(
      Repository repository,
      HttpAccess access,
      Duration timeout,
      UnaryOperator<String> hostCertificates,
      Gate gate) {
    this.gate = gate;
    this.hostCertificates = hostCertificates;
    this.repository = repository;
    this.access = access;
    this.timeout = timeout;
    this.faults = new Faults(repository, false);
  }

  /** A complete answer; header names are in lower case. */
  public static final class Answer {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Answer(int status, Map<String, String> headers, byte[] body) {
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    public int status() {
      return status;
    }

    public boolean ok() {
      return status == 200;
    }

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    public byte[] body() {
      return body;
    }
  }

  /** Fails with InvalidSpec where the repository's URL is not of HTTP, or its proxy unreadable. */
  public static Result<Web> of(
      Repository repository, Duration timeout, UnaryOperator<String> hostCertificates) {
    return of(repository, timeout, hostCertificates, _ -> {});
  }

  static Result<Web> of(
      Repository repository, Duration timeout, UnaryOperator<String> hostCertificates, Gate gate) {
    return RepositoryUrl.parse(repository.url())
        .then(url -> {
          if (!url.isHttp()) {
            return Result.failed(
                new Failure.InvalidSpec(
                    "the URL of a chart repository or file begins with https:// or http://, but"
                        + " this one is "
                        + Secrets.of(repository).redacted(repository.url())));
          }
          return ProxySetting.of(repository.credentials(), String.valueOf(url.uri().getHost()))
              .map(proxy ->
                  new Web(
                      repository,
                      new HttpAccess(url, repository, proxy, hostCertificates),
                      timeout,
                      hostCertificates,
                      gate));
        });
  }

  public Duration timeout() {
    return timeout;
  }

  public UnaryOperator<String> hostCertificates() {
    return hostCertificates;
  }

  /** What the repository's token, or user and password, are in a header. */
  public static Optional<String> authorization(Repository repository) {
    String token = repository.credentials().getOrDefault("bearerToken", "").strip();
    return token.isEmpty() ? basic(repository) : Optional.of("Bearer " + token);
  }

  /** What the repository's user and password are in a header; empty where there are none. */
  public static Optional<String> basic(Repository repository) {
    Map<String, String> credentials = repository.credentials();
    String user = credentials.getOrDefault("username", "");
    String password = credentials.getOrDefault("password", "");
    return user.isEmpty() && password.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
  }

  /** The answer, whatever its status. Failures: RepositoryUnreachable. */
  public Result<Answer> get(String url, Map<String, String> headers, long maxBytes) {
    return ask(url, headers, NOTHING, maxBytes);
  }

  /** The same, to a question that has a body; a redirect is followed with it. */
  public Result<Answer> post(String url, Map<String, String> headers, byte[] body, long maxBytes) {
    return ask(url, headers, body, maxBytes);
  }

  private Result<Answer> ask(String url, Map<String, String> headers, byte[] body, long maxBytes) {
    try {
      URI at = new URI(url);
      for (int i = 0; i <= MAX_REDIRECTS; i++) {
        Answer answer = once(at, headers, body, maxBytes);
        String location = answer.header("location");
        if (answer.status / 100 != 3 || location.isEmpty()) {
          return Result.success(answer);
        }
        URI next = at.resolve(new URI(location));
        if ("https".equals(at.getScheme()) && !"https".equals(next.getScheme())) {
          return unreachable("it redirects from https to http, which is not followed");
        }
        at = next;
      }
      return unreachable("it redirects more than " + MAX_REDIRECTS + " times");
    } catch (URISyntaxException e) {
      return unreachable("it leads to a URL that cannot be read");
    } catch (IOException | RuntimeException e) {
      return Result.failed(faults.failure(e, timeout));
    }
  }

  private Answer once(URI at, Map<String, String> headers, byte[] question, long maxBytes)
      throws IOException {
    String scheme = String.valueOf(at.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IOException("it leads to a URL of scheme " + scheme);
    }
    if (at.getHost() == null) {
      throw new IOException("it leads to a URL without a plain host");
    }
    gate.check(at);
    HttpConnection connection = access.create(at.toURL());
    connection.setRequestMethod(question.length == 0 ? "GET" : "POST");
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) timeout.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      connection.setRequestProperty(header.getKey(), header.getValue());
    }
    if (question.length > 0) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(question);
      }
    }
    int status = connection.getResponseCode();
    Map<String, String> answered = new TreeMap<>();
    connection
        .getHeaderFields()
        .forEach((name, values) -> {
          if (name != null && !values.isEmpty()) {
            answered.put(name.toLowerCase(Locale.ROOT), values.getFirst());
          }
        });
    return new Answer(status, answered, status == 200 ? body(connection, maxBytes) : new byte[0]);
  }

  /** All of it in time, however it trickles. */
  private static byte[] body(HttpConnection connection, long maxBytes) throws IOException {
    long end = System.nanoTime() + WHOLE_ANSWER.toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (InputStream in = connection.getInputStream()) {
      byte[] buffer = new byte[64 * 1024];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        body.write(buffer, 0, count);
        if (body.size() > maxBytes) {
          throw new IOException("it answers with more than " + size(maxBytes));
        }
        if (System.nanoTime() - end > 0) {
          throw new SocketTimeoutException("its answer is not whole in time");
        }
      }
    }
    return body.toByteArray();
  }

  private static String size(long bytes) {
    return bytes < MEGABYTE ? bytes + " bytes" : bytes / MEGABYTE + " MB";
  }

  /** What an answer means that is not the expected one. */
  public Failure refused(Answer answer, String what) {
    String url = Secrets.of(repository).redacted(repository.url());
    String sentence = "repository " + url + ": ";
    return switch (answer.status()) {
      case 401, 403 ->
          new Failure.RepositoryDenied(
              url,
              sentence
                  + "it does not accept these credentials for "
                  + what
                  + ", or wants some and there are none");
      case 404 -> new Failure.RepositoryDenied(url, sentence + "it has no " + what);
      default ->
          new Failure.RepositoryUnreachable(
              url, sentence + "it answers " + answer.status() + " to the question for " + what);
    };
  }

  private Result<Answer> unreachable(String why) {
    String url = Secrets.of(repository).redacted(repository.url());
    return Result.failed(
        new Failure.RepositoryUnreachable(url, Faults.noun(repository) + " " + url + ": " + why));
  }
}
