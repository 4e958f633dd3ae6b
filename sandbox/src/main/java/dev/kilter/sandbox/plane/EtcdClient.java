package dev.kilter.sandbox.plane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kilter.sandbox.kube.Tls;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** The few calls of etcd's JSON gateway that a sandbox needs. */
final class EtcdClient implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final String url;
  private final HttpClient client;

  EtcdClient(String url, Credentials credentials) throws IOException {
    this.url = url;
    try {
      var tls = Tls.showing(credentials.server("etcd"), credentials.authorityPem());
      this.client = HttpClient.newBuilder().sslContext(tls).connectTimeout(TIMEOUT).build();
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot use the sandbox's certificates for etcd", e);
    }
  }

  /** Forgets every version but the newest, as etcd does after some minutes by itself. */
  void compact() throws IOException {
    var header = post("/v3/kv/range", "{\"key\": \"AA==\"}").path("header");
    var revision = header.path("revision").asText();
    post("/v3/kv/compaction", "{\"revision\": \"%s\", \"physical\": true}".formatted(revision));
  }

  private JsonNode post(String path, String body) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(TIMEOUT)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException("etcd answered " + path + " with " + response.body());
      }
      return MAPPER.readTree(response.body());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for etcd");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
