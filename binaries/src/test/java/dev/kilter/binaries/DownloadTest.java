package dev.kilter.binaries;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs alone and in an archive, as projects publish them, served by a local server. */
class DownloadTest {
  private static final List<String> NAMES = List.of("till", "label", "scale");
  private static final String PROGRAMS = "/release/linux/amd64/";
  private static final String ARCHIVES = "/archives/";
  private static final String ARCHIVE = "scale-linux-amd64.tar.gz";

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
    for (var program : List.of("till", "label")) {
      var content = ("program " + program).getBytes(StandardCharsets.UTF_8);
      files.put(PROGRAMS + program, content);
      files.put(
          PROGRAMS + program + ".sha256",
          (sha256(content) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    var archive = archive("scale-linux-amd64/scale", "program scale");
    files.put(ARCHIVES + ARCHIVE, archive);
    var sums = "0000  other.tar.gz\n" + sha256(archive) + "  " + ARCHIVE + "\n";
    files.put(ARCHIVES + "SHA256SUMS", sums.getBytes(StandardCharsets.UTF_8));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void fetchesEveryProgram() throws IOException {
    download("linux").fetch(folder, Progress.silent());
    assertThat(release(url("")).missing(folder)).isEmpty();
    for (var program : NAMES) {
      assertThat(folder.resolve(program)).hasContent("program " + program);
    }
    assertThat(folder.resolve(ARCHIVE)).doesNotExist();
  }

  @Test
  void refusesAFileWithAnotherChecksum() {
    files.put(PROGRAMS + "till", "something else".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> download("linux").fetch(folder, Progress.silent()))
        .hasMessageContaining("/till has the checksum")
        .hasMessageContaining("is published");
  }

  @Test
  void refusesAnArchiveWithAnotherChecksum() throws IOException {
    files.put(ARCHIVES + ARCHIVE, archive("scale/scale", "changed on the way"));
    assertThatThrownBy(() -> download("linux").fetch(folder, Progress.silent()))
        .hasMessageContaining(ARCHIVE + " has the checksum");
  }

  @Test
  void saysWhichFileIsNotThere() {
    files.remove(PROGRAMS + "label");
    assertThatThrownBy(() -> download("linux").fetch(folder, Progress.silent()))
        .hasMessageContaining("/label was answered with HTTP 404");
  }

  @Test
  void saysThatTheServerCannotBeReached() {
    var url = url("");
    server.stop(0);
    var download = new Download(release(url), new Platform("linux", "amd64"));
    assertThatThrownBy(() -> download.fetch(folder, Progress.silent()))
        .hasMessageContaining(url.toString())
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void saysThatOtherSystemsHaveNoPublishedPrograms() {
    assertThatThrownBy(() -> download("darwin").fetch(folder, Progress.silent()))
        .hasMessageContaining("till is published for linux only");
  }

  private Download download(String system) {
    return new Download(release(url("")), new Platform(system, "amd64"));
  }

  private Release release(URI server) {
    var archive = server + ARCHIVES + "scale-{system}-{processor}.tar.gz";
    return new Release(
        "the shop's programs",
        folder.resolve("cache"),
        NAMES,
        List.of(
            published(server, "till"),
            published(server, "label"),
            new Published("scale", archive, server + ARCHIVES + "SHA256SUMS", List.of("linux"))),
        List.of(),
        "a day",
        "Name a folder");
  }

  private static Published published(URI server, String program) {
    var url = server + "/release/{system}/{processor}/" + program;
    return new Published(program, url, url + ".sha256", List.of("linux"));
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
      gzip.write(entry("scale-linux-amd64/", '5', ""));
      gzip.write(entry("scale-linux-amd64/README-scale", '0', "x".repeat(700)));
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
    var target = folder.resolve("scale");
    TarGz.extract(new java.io.ByteArrayInputStream(archive("a/scale", "content")), "scale", target);
    assertThat(Files.readString(target)).isEqualTo("content");
    assertThatThrownBy(() ->
            TarGz.extract(new java.io.ByteArrayInputStream(archive("a/b", "")), "scale", target))
        .hasMessage("the archive has no file scale");
  }
}
