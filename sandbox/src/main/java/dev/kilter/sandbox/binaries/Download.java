package dev.kilter.sandbox.binaries;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * The projects' official files: Kubernetes' programs from {@code dl.k8s.io} with their {@code
 * .sha256}, etcd's release archive with its {@code SHA256SUMS}. A file is used only when its
 * checksum is right.
 */
final class Download implements BinarySource {
  private static final URI KUBERNETES = URI.create("https://dl.k8s.io/release");
  private static final URI ETCD = URI.create("https://github.com/etcd-io/etcd/releases/download");
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(4);
  private static final Duration HEADER_TIMEOUT = Duration.ofSeconds(30);
  private static final List<String> KUBERNETES_PROGRAMS =
      List.of("kube-apiserver", "kube-controller-manager", "kubectl");

  private final URI kubernetes;
  private final URI etcd;
  private final Platform platform;

  Download(URI kubernetes, URI etcd, Platform platform) {
    this.kubernetes = kubernetes;
    this.etcd = etcd;
    this.platform = platform;
  }

  static Download official(Platform platform) {
    return new Download(KUBERNETES, ETCD, platform);
  }

  @Override
  public String name() {
    return "official downloads";
  }

  @Override
  public void fetch(Path folder, Progress progress) throws IOException {
    if (!platform.system().equals("linux")) {
      throw new IOException("the projects publish servers for Linux only, this is " + platform);
    }
    try (var client = client()) {
      for (var program : KUBERNETES_PROGRAMS) {
        fetchKubernetes(client, program, folder, progress);
      }
      fetchEtcd(client, folder, progress);
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT_TIMEOUT)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
  }

  private void fetchKubernetes(HttpClient client, String program, Path folder, Progress progress)
      throws IOException {
    var url =
        "%s/v%s/bin/%s/%s/%s"
            .formatted(
                kubernetes, Release.KUBERNETES, platform.system(), platform.processor(), program);
    var expected = text(client, url + ".sha256").trim();
    var target = folder.resolve(program);
    save(client, url, target, expected, progress);
    makeExecutable(target);
  }

  private void fetchEtcd(HttpClient client, Path folder, Progress progress) throws IOException {
    var archive = "etcd-v%s-linux-%s.tar.gz".formatted(Release.ETCD, platform.processor());
    var base = "%s/v%s/".formatted(etcd, Release.ETCD);
    var expected = checksumOf(archive, text(client, base + "SHA256SUMS"));
    var packed = folder.resolve(archive);
    save(client, base + archive, packed, expected, progress);
    var target = folder.resolve("etcd");
    try (var content = Files.newInputStream(packed)) {
      TarGz.extract(content, "etcd", target);
    }
    Files.delete(packed);
    makeExecutable(target);
  }

  private static String checksumOf(String file, String sums) throws IOException {
    return sums.lines()
        .map(line -> line.trim().split("\\s+", -1))
        .filter(words -> words.length == 2 && words[1].equals(file))
        .map(words -> words[0])
        .findFirst()
        .orElseThrow(() -> new IOException("SHA256SUMS does not name " + file));
  }

  private static void save(
      HttpClient client, String url, Path target, String expected, Progress progress)
      throws IOException {
    progress.line("downloading " + url + " (usually some seconds a file)");
    var digest = sha256();
    try (var body = open(client, url);
        var counted = new DigestInputStream(body, digest)) {
      Files.copy(counted, target);
    }
    var actual = HexFormat.of().formatHex(digest.digest());
    if (!actual.equalsIgnoreCase(expected)) {
      throw new IOException(
          url + " has the checksum " + actual + " where " + expected + " is published");
    }
  }

  private static String text(HttpClient client, String url) throws IOException {
    try (var body = open(client, url)) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(HttpClient client, String url) throws IOException {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(HEADER_TIMEOUT).build();
    HttpResponse<InputStream> response;
    try {
      response = client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IOException(url + " cannot be reached: " + reason(e), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while downloading " + url);
    }
    if (response.statusCode() != 200) {
      response.body().close();
      throw new IOException(url + " was answered with HTTP " + response.statusCode());
    }
    return response.body();
  }

  /** The JDK's connect exceptions often come without a message. */
  private static String reason(IOException failure) {
    var message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static void makeExecutable(Path file) throws IOException {
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }
}
