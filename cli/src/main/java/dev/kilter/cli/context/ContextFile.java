package dev.kilter.cli.context;

import dev.kilter.api.Document;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Reads and writes {@link Contexts}, for their user alone, and never half of them. */
public record ContextFile(Path path) {
  /** Where Argo CD's command line has it: its old folder counts where it exists. */
  public static ContextFile usual(String given, Map<String, String> environment) {
    if (!given.isEmpty()) {
      return new ContextFile(Path.of(given));
    }
    String folder = environment.getOrDefault("ARGOCD_CONFIG_DIR", "");
    if (!folder.isEmpty()) {
      return new ContextFile(Path.of(folder, "config"));
    }
    Path home = Path.of(environment.getOrDefault("HOME", "."));
    Path old = home.resolve(".argocd");
    if (Files.isDirectory(old)) {
      return new ContextFile(old.resolve("config"));
    }
    String shared = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path configs = shared.isEmpty() ? home.resolve(".config") : Path.of(shared);
    return new ContextFile(configs.resolve("argocd").resolve("config"));
  }

  /** None where there is no file. */
  public Contexts read() throws IOException {
    if (!Files.exists(path)) {
      return Contexts.NONE;
    }
    try {
      return new Contexts(Document.of(Yaml.parse(Files.readString(path))));
    } catch (CodecException e) {
      throw new IOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  public void write(Contexts contexts) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh =
        Files.createTempFile(
            folder,
            "config",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, Yaml.text(contexts.tree().root()));
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
