package dev.kilter.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The web interface as it was built into the program. Every path that is no file of it is a view of
 * its own, and gets the page that draws it; so links can be shared, Argo CD's included.
 */
final class UserInterface {
  private static final String ROOT = "/dev/kilter/ui/";
  private static final String PAGE = "index.html";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2",
          "png", "image/png",
          "json", "application/json",
          "txt", "text/plain; charset=utf-8",
          "webmanifest", "application/manifest+json");

  private final Map<String, File> files = new ConcurrentHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record File(String type, byte[] content, Optional<byte[]> packed) {}

  void serve(Context context) {
    String path = context.path().replaceFirst("^/+", "");
    Optional<File> asked = known(path) ? file(path) : Optional.empty();
    if (asked.isPresent() && !path.equals(PAGE)) {
      send(context, asked.get(), path.startsWith("assets/") ? FOR_EVER : "no-cache");
    } else if (path.contains(".") && path.startsWith("assets/")) {
      context.status(404).result("no such file");
    } else {
      file(PAGE)
          .ifPresentOrElse(
              page -> send(context, page, "no-cache"),
              () -> context.status(404).result("This program was built without its interface."));
    }
  }

  /** Names of files as the build makes them; everything else is not even looked for. */
  private static boolean known(String path) {
    return path.matches("[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*");
  }

  private static void send(Context context, File file, String caching) {
    context.contentType(file.type()).header("Cache-Control", caching);
    String accepted = context.header("Accept-Encoding");
    if (file.packed().isPresent() && accepted != null && accepted.contains("gzip")) {
      context
          .disableCompression()
          .header("Content-Encoding", "gzip")
          .header("Vary", "Accept-Encoding")
          .result(file.packed().get());
    } else {
      context.result(file.content());
    }
  }

  private Optional<File> file(String path) {
    return Optional.ofNullable(files.computeIfAbsent(path, UserInterface::read));
  }

  private static @Nullable File read(String path) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    Optional<byte[]> content = type == null ? Optional.empty() : bytes(path);
    return type == null || content.isEmpty()
        ? null
        : new File(type, content.get(), bytes(path + ".gz"));
  }

  private static Optional<byte[]> bytes(String path) {
    try (InputStream in = UserInterface.class.getResourceAsStream(ROOT + path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + ROOT + path + " of this program", e);
    }
  }
}
