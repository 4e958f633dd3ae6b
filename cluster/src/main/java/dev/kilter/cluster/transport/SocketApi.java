package dev.kilter.cluster.transport;

import dev.kilter.cluster.connection.Endpoint;
import dev.kilter.model.kubernetes.KubernetesApi;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The transport for a quick start, as the CLI needs: HTTP/1.1 written straight onto a TLS socket,
 * one request a connection. It loads a tenth of the classes of the JDK's HttpClient, and unlike
 * HttpURLConnection it can say PATCH, which API servers need and accept under no other name.
 */
public final class SocketApi implements KubernetesApi {
  private static final int CONNECT_MILLIS = 10_000;
  private static final Duration ANSWER = Duration.ofSeconds(70);
  private static final int UNAUTHORIZED = 401;

  private final Endpoint endpoint;

  public SocketApi(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public String server() {
    return endpoint.url().toString();
  }

  @Override
  public ApiResponse send(ApiRequest request) throws IOException {
    ApiResponse response = once(request);
    if (response.status() == UNAUTHORIZED) {
      endpoint.credentials().rejected();
      return once(request);
    }
    return response;
  }

  private ApiResponse once(ApiRequest request) throws IOException {
    try (Socket socket = connect(request.patience().orElse(ANSWER))) {
      HttpAnswer answer = exchange(socket, request);
      byte[] content = answer.body().readAllBytes();
      return new ApiResponse(
          answer.status(), content, answer.header("retry-after").flatMap(RetryAfter::seconds));
    }
  }

  @Override
  public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
      throws IOException {
    try (Socket socket = connect(request.patience().orElse(Duration.ZERO))) {
      cancellation.onCancel(() -> close(socket));
      HttpAnswer answer = exchange(socket, request);
      if (answer.status() / 100 == 2) {
        new LineReader(answer.body(), () -> {}).forEach(lines);
      }
      return answer.status();
    } catch (java.net.SocketTimeoutException e) {
      throw new SilenceException(server());
    } catch (IOException e) {
      if (cancellation.cancelled()) {
        return 200;
      }
      throw e;
    }
  }

  private HttpAnswer exchange(Socket socket, ApiRequest request) throws IOException {
    OutputStream out = socket.getOutputStream();
    byte[] body = request.body().map(Body::content).orElseGet(() -> new byte[0]);
    byte[] head = head(request, body.length).getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    out.write(whole);
    out.flush();
    InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    return HttpAnswer.read(in);
  }

  private String head(ApiRequest request, int length) throws IOException {
    StringBuilder head = new StringBuilder(512);
    head.append(request.method()).append(' ');
    head.append(endpoint.basePath()).append(request.path()).append(" HTTP/1.1\r\n");
    header(head, "Host", endpoint.url().getRawAuthority());
    header(head, "User-Agent", UserAgent.TEXT);
    header(head, "Accept", Accept.of(request.path()));
    header(head, "Connection", "close");
    Optional<String> authorization = endpoint.credentials().authorization();
    authorization.ifPresent(value -> header(head, "Authorization", value));
    request.body().ifPresent(body -> header(head, "Content-Type", body.contentType()));
    if (length > 0 || !request.method().equals("GET")) {
      header(head, "Content-Length", Integer.toString(length));
    }
    return head.append("\r\n").toString();
  }

  private static void header(StringBuilder head, String name, String value) {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("the header " + name + " contains a line break");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private Socket connect(Duration patience) throws IOException {
    URI first = endpoint.proxy().orElse(endpoint.url());
    int port = endpoint.proxy().map(URI::getPort).orElseGet(endpoint::port);
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.setSoTimeout((int) Math.min(patience.toMillis(), Integer.MAX_VALUE));
      plain.connect(new InetSocketAddress(host(first), port), CONNECT_MILLIS);
      if (endpoint.proxy().isPresent()) {
        tunnel(plain);
      }
      return endpoint.secure() ? secured(plain) : plain;
    } catch (IOException | RuntimeException e) {
      close(plain);
      throw e;
    }
  }

  private void tunnel(Socket socket) throws IOException {
    String target = endpoint.url().getHost() + ":" + endpoint.port();
    String head = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    int status = HttpAnswer.read(socket.getInputStream()).status();
    if (status != 200) {
      throw new IOException("the proxy answered " + status + " for " + target);
    }
  }

  private Socket secured(Socket plain) throws IOException {
    String host = host(endpoint.url());
    SSLSocket socket =
        (SSLSocket)
            endpoint.tls().getSocketFactory().createSocket(plain, host, endpoint.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    if (endpoint.serverName().isPresent()) {
      parameters.setServerNames(List.of(new SNIHostName(endpoint.serverName().get())));
    }
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static String host(URI url) {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is being given up anyway
    }
  }
}
