package dev.kilter.cluster.transport;

import dev.kilter.cluster.connection.Endpoint;
import dev.kilter.cluster.connection.Proof;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Opens connections to one server: straight or through a proxy, with TLS where the URL says so. */
final class Dialer {
  private static final int CONNECT_MILLIS = 10_000;
  private static final String[] CHEAPEST_GROUP = {"x25519"};

  private final Endpoint endpoint;
  private volatile boolean anyGroup;

  Dialer(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * With one key exchange, which Go's servers know wherever no rule forbids it. The JDK makes a key
   * of each sort that it offers before it knows which the server takes, and the other sort costs a
   * third of the handshake. A server that refuses is offered all, from then on at once.
   */
  Wire dial(Proof proof) throws IOException {
    boolean all = anyGroup;
    try {
      return dialled(proof, all);
    } catch (SSLException e) {
      if (all) {
        throw e;
      }
      anyGroup = true;
      return dialled(proof, true);
    }
  }

  private Wire dialled(Proof proof, boolean all) throws IOException {
    URI first = endpoint.proxy().orElse(endpoint.url());
    int port = endpoint.proxy().map(URI::getPort).orElseGet(endpoint::port);
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(CONNECT_MILLIS);
      connect(plain, new InetSocketAddress(host(first), port));
      if (endpoint.proxy().isPresent()) {
        tunnel(plain);
      }
      return new Wire(endpoint.secure() ? secured(plain, proof, all) : plain, proof.tls());
    } catch (IOException | RuntimeException e) {
      Wire.close(plain);
      throw e;
    }
  }

  /** Too late is not there: nothing was sent yet. */
  private static void connect(Socket socket, InetSocketAddress address) throws IOException {
    try {
      socket.connect(address, CONNECT_MILLIS);
    } catch (SocketTimeoutException e) {
      ConnectException refused = new ConnectException("no connection within 10 s");
      refused.initCause(e);
      throw refused;
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

  private Socket secured(Socket plain, Proof proof, boolean all) throws IOException {
    String host = host(endpoint.url());
    SSLSocket socket =
        (SSLSocket) proof.tls().getSocketFactory().createSocket(plain, host, endpoint.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    if (endpoint.serverName().isPresent()) {
      parameters.setServerNames(List.of(new SNIHostName(endpoint.serverName().get())));
    }
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setCipherSuites(lightestFirst(parameters.getCipherSuites()));
    if (!all) {
      parameters.setNamedGroups(CHEAPEST_GROUP);
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /**
   * ChaCha20 before AES, where the server lets its client choose as Go's do: the quick compiler has
   * no AES instructions, so that AES costs five times as much.
   */
  private static String[] lightestFirst(String[] suites) {
    return Stream.of(suites)
        .sorted(Comparator.comparing((String suite) -> !suite.contains("CHACHA20")))
        .toArray(String[]::new);
  }

  private static String host(URI url) {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
