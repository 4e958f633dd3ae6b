package dev.kilter.cli.session;

import dev.kilter.api.Document;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Objects from a file of YAML or JSON, or from stdin. */
public final class ManifestFile {
  private ManifestFile() {}

  /** {@code name} is a path, or {@code -} for stdin. */
  public static List<Document> read(Session session, String name) {
    String text;
    try {
      text =
          name.equals("-")
              ? new String(session.console().in().readAllBytes(), StandardCharsets.UTF_8)
              : Files.readString(Path.of(name));
    } catch (IOException e) {
      throw CommandFailure.usage("\"" + name + "\" cannot be read.", e.toString(), "ls -l " + name);
    }
    try {
      List<Document> documents =
          Yaml.documents(text).stream()
              .map(Yaml.Document::tree)
              .filter(Map.class::isInstance)
              .map(Document::of)
              .toList();
      if (documents.isEmpty()) {
        throw CommandFailure.usage(
            "\"" + name + "\" holds no object.",
            "It is empty.",
            "give a file with a manifest in it");
      }
      return documents;
    } catch (CodecException e) {
      throw CommandFailure.usage(
          "\"" + name + "\" is neither YAML nor JSON.", e.located(), "correct the file");
    }
  }
}
