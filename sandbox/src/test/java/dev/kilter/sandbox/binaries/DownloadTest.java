package dev.kilter.sandbox.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official layout, served by a local server. */
class DownloadTest {
  private static final String KUBERNETES = "/release/v1.36.3/bin/linux/amd64/";
  private static final String ETCD = "/etcd/v3.6.16/";
  private static final String ARCHIVE = "etcd-v3.6.16-linux-amd64.tar.gz";

  @TempDir Path folder;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final HttpServer server;

  DownloadTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var body = files.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
              exchange.getResponseBody().write(body);
            }
          }
        });
  }

  @BeforeEach
  void publish() throws Exception {
    for (var program : Programs.NAMES.subList(1, Programs.NAMES.size())) {
      var content = ("program " + program).getBytes(StandardCharsets.UTF_8);
      files.put(KUBERNETES + program, content);
      files.put(
          KUBERNETES + program + ".sha256",
          (sha256(content) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    var archive = archive("etcd-v3.6.16-linux-amd64/etcd", "program etcd");
    files.put(ETCD + ARCHIVE, archive);
    var sums = "0000  other.tar.gz\n" + sha256(archive) + "  " + ARCHIVE + "\n";
    files.put(ETCD + "SHA256SUMS", sums.getBytes(StandardCharsets.UTF_8));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void fetchesEveryProgram() throws IOException {
    download("linux").fetch(folder, Progress.silent());
    assertThat(new Programs(folder).missing()).isEmpty();
    for (var program : Programs.NAMES) {
      assertThat(folder.resolve(program)).hasContent("program " + program);
    }
    assertThat(folder.resolve(ARCHIVE)).doesNotExist();
  }

  @Test
  void refusesAFileWithAnotherChecksum() {
    files.put(KUBERNETES + "kubectl", "something else".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> download("linux").fetch(folder, Progress.silent()))
        .hasMessageContaining("/kubectl has the checksum")
        .hasMessageContaining("is published");
  }

  @Test
  void refusesAnArchiveWithAnotherChecksum() throws IOException {
    files.put(ETCD + ARCHIVE, archive("etcd/etcd", "changed on the way"));
    assertThatThrownBy(() -> download("linux").fetch(folder, Progress.silent()))
        .hasMessageContaining(ARCHIVE + " has the checksum");
  }

  @Test
  void saysWhichFileIsNotThere() {
    files.remove(KUBERNETES + "kube-apiserver");
    assertThatThrownBy(() -> download("linux").fetch(folder, Progress.silent()))
        .hasMessageContaining("/kube-apiserver was answered with HTTP 404");
  }

  @Test
  void saysThatTheServerCannotBeReached() {
    var url = url("/release");
    server.stop(0);
    var download = new Download(url, url, new Platform("linux", "amd64"));
    assertThatThrownBy(() -> download.fetch(folder, Progress.silent()))
        .hasMessageContaining(url.toString())
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void saysThatOtherSystemsHaveNoPublishedServers() {
    assertThatThrownBy(() -> download("darwin").fetch(folder, Progress.silent()))
        .hasMessageContaining("for Linux only");
  }

  private Download download(String system) {
    return new Download(url("/release"), url("/etcd"), new Platform(system, "amd64"));
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  /** A tar archive with a folder, a decoy and the file. */
  private static byte[] archive(String path, String content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(entry("etcd-v3.6.16-linux-amd64/", '5', ""));
      gzip.write(entry("etcd-v3.6.16-linux-amd64/README-etcd", '0', "x".repeat(700)));
      gzip.write(entry(path, '0', content));
      gzip.write(new byte[1024]);
    }
    return bytes.toByteArray();
  }

  private static byte[] entry(String path, char type, String content) {
    int blocks = (content.length() + 511) / 512;
    var entry = new byte[512 + blocks * 512];
    put(entry, 0, path);
    put(entry, 124, "%011o".formatted(content.length()));
    entry[156] = (byte) type;
    put(entry, 512, content);
    return entry;
  }

  private static void put(byte[] target, int at, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, target, at, bytes.length);
  }

  @Test
  void readsTheFilesItIsGiven() throws IOException {
    var target = folder.resolve("etcd");
    TarGz.extract(new java.io.ByteArrayInputStream(archive("a/etcd", "content")), "etcd", target);
    assertThat(Files.readString(target)).isEqualTo("content");
    assertThatThrownBy(() ->
            TarGz.extract(new java.io.ByteArrayInputStream(archive("a/b", "")), "etcd", target))
        .hasMessage("the archive has no file etcd");
  }
}
