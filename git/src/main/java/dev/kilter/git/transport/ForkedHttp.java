package dev.kilter.git.transport;

import dev.kilter.model.source.Repository;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.transport.URIish;

/** What a repository's credentials mean over HTTP, as configuration of git. */
final class ForkedHttp {
  private final RepositoryUrl url;
  private final Repository repository;
  private final Proxy proxy;
  private final UnaryOperator<String> hostCertificates;

  ForkedHttp(
      RepositoryUrl url,
      Repository repository,
      Proxy proxy,
      UnaryOperator<String> hostCertificates) {
    this.url = url;
    this.repository = repository;
    this.proxy = proxy;
    this.hostCertificates = hostCertificates;
  }

  void into(Map<String, String> config, ScratchFiles files) throws IOException {
    config.put("http.followRedirects", "false");
    Web.authorization(signing())
        .ifPresent(
            value -> config.put("http." + home() + "/.extraHeader", "Authorization: " + value));
    Map<String, String> credentials = repository.credentials();
    if (Boolean.parseBoolean(credentials.get("insecure"))) {
      config.put("http.sslVerify", "false");
    }
    String trusted = hostCertificates.apply(url.host());
    if (!trusted.isBlank()) {
      config.put("http.sslCAInfo", files.write("ca.pem", trusted).toString());
    }
    String certificate = credentials.getOrDefault("tlsClientCertData", "");
    if (!certificate.isBlank()) {
      String key = credentials.getOrDefault("tlsClientCertKey", "");
      proved(certificate, key);
      config.put("http.sslCert", files.write("client.pem", certificate).toString());
      config.put("http.sslKey", files.write("client.key", key).toString());
    }
    if (proxy.address() instanceof InetSocketAddress address) {
      String scheme = proxy.type() == Proxy.Type.SOCKS ? "socks5h" : "http";
      config.put("http.proxy", scheme + "://" + address.getHostString() + ":" + address.getPort());
    } else {
      config.put("http.proxy", "");
      pin(config);
    }
  }

  private static void proved(String certificate, String key) throws IOException {
    try {
      TlsIdentity.client(certificate, key);
    } catch (GeneralSecurityException e) {
      throw new SSLException("the TLS certificates of this repository cannot be used", e);
    }
  }

  /** So that git connects to what was looked at, whatever the name stands for a moment later. */
  private void pin(Map<String, String> config) throws IOException {
    List<InetAddress> addresses = ForbiddenAddresses.check(url.host());
    config.put(
        "http.curloptResolve",
        url.host()
            + ":"
            + HttpAccess.portOf(url.uri())
            + ":"
            + addresses.stream().map(ForkedHttp::written).collect(Collectors.joining(",")));
  }

  private static String written(InetAddress address) {
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress() + "]"
        : address.getHostAddress();
  }

  private String home() {
    URIish uri = url.uri();
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() > 0 ? ":" + uri.getPort() : "");
  }

  /** As JGit is given them: user and password of the URL count where there are no others. */
  private Repository signing() {
    Map<String, String> credentials = new HashMap<>(repository.credentials());
    String password = credentials.getOrDefault("password", url.password());
    String user = credentials.getOrDefault("username", url.user());
    if (password.isEmpty() && user.isEmpty()) {
      return repository;
    }
    credentials.put("username", user.isEmpty() ? "x-access-token" : user);
    credentials.put("password", password);
    return repository.with(credentials);
  }
}
