package dev.kilter.server.views;

import dev.kilter.api.Document;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Where an observer on this machine answers, in a file that only its user can read: an observer
 * writes nothing to the cluster, not even where it is to be found (design 2.19). One file for each
 * control plane.
 */
public final class ObserverFile {
  private static final int NAME_BYTES = 12;

  private final Path file;

  /** A port of this machine, and the token that it asks for. */
  public record Spot(int port, String token) {}

  /** {@code server} is the API server's URL, {@code namespace} the control plane's. */
  public ObserverFile(Path folder, String server, String namespace) {
    this.file = folder.resolve(digest(server + "\n" + namespace) + ".json");
  }

  /** In the user's cache folder, as the XDG rules name it. */
  public static Path standardFolder(Map<String, String> environment, String home) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (cache.startsWith("/") ? Path.of(cache) : Path.of(home, ".cache"))
        .resolve("kilter")
        .resolve("observers");
  }

  /** Replaces what an earlier observer wrote. */
  public void write(Spot spot) throws IOException {
    Files.createDirectories(file.getParent());
    Path written =
        Files.createTempFile(
            file.getParent(),
            "observer",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(written, Json.bytes(Map.of("port", spot.port(), "token", spot.token())));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Empty where nobody observes, or nobody who could be asked. */
  public Optional<Spot> read() {
    try {
      Document spot = new Document(Json.object(Files.readAllBytes(file)));
      return Optional.of(new Spot(Math.toIntExact(spot.number("port")), spot.text("token")));
    } catch (IOException | CodecException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Says that this observer is gone; another that came after it stays. */
  public void remove(Spot spot) throws IOException {
    if (read().equals(Optional.of(spot))) {
      Files.deleteIfExists(file);
    }
  }

  private static String digest(String text) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
