package dev.kilter.binaries;

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

/** The projects' official files. A file is used only when its published checksum is right. */
final class Download implements BinarySource {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(4);
  private static final Duration HEADER_TIMEOUT = Duration.ofSeconds(30);

  private final Release release;
  private final Platform platform;

  Download(Release release, Platform platform) {
    this.release = release;
    this.platform = platform;
  }

  @Override
  public String name() {
    return "official downloads";
  }

  @Override
  public void fetch(Path folder, Progress progress) throws IOException {
    for (var file : release.published()) {
      if (!file.systems().contains(platform.system())) {
        throw new IOException(
            "%s is published for %s only, this is %s"
                .formatted(file.program(), String.join(" and ", file.systems()), platform));
      }
    }
    try (var client = client()) {
      for (var file : release.published()) {
        fetch(client, file, folder, progress);
      }
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT_TIMEOUT)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
  }

  private void fetch(HttpClient client, Published file, Path folder, Progress progress)
      throws IOException {
    var url = forPlatform(file.url());
    var name = url.substring(url.lastIndexOf('/') + 1);
    var expected = checksumOf(name, text(client, forPlatform(file.checksums())));
    var target = folder.resolve(file.program());
    if (file.isArchive()) {
      var packed = folder.resolve(name);
      save(client, url, packed, expected, progress);
      try (var content = Files.newInputStream(packed)) {
        TarGz.extract(content, file.program(), target);
      }
      Files.delete(packed);
    } else {
      save(client, url, target, expected, progress);
    }
    makeExecutable(target);
  }

  private String forPlatform(String template) {
    return template
        .replace("{system}", platform.system())
        .replace("{processor}", platform.processor());
  }

  private static String checksumOf(String file, String sums) throws IOException {
    var only = sums.trim();
    if (!only.contains(" ") && !only.contains("\n")) {
      return only;
    }
    return sums.lines()
        .map(line -> line.trim().split("\\s+", -1))
        .filter(words -> words.length == 2 && words[1].equals(file))
        .map(words -> words[0])
        .findFirst()
        .orElseThrow(() -> new IOException("the published checksums do not name " + file));
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
