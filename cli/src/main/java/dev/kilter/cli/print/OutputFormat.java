package dev.kilter.cli.print;

import dev.kilter.api.Document;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;

/** What {@code -o} may say. */
public enum OutputFormat {
  TEXT(""),
  WIDE("wide"),
  JSON("json"),
  YAML("yaml"),
  NAME("name"),
  ID("id"),
  TREE("tree"),
  TREE_DETAILED("tree=detailed");

  /** What argocd calls it where the name is a version or a URL. */
  private static final Set<String> ARGOCD_NAMES = Set.of("short", "url");

  private final String word;

  OutputFormat(String word) {
    this.word = word;
  }

  public boolean isTree() {
    return this == TREE || this == TREE_DETAILED;
  }

  /** For programs, which want it whole. */
  public boolean isMachine() {
    return this == JSON || this == YAML;
  }

  /** The whole answer in a machine's form; empty for the forms that people read. */
  public Optional<String> machineText(Document document) {
    return switch (this) {
      case JSON -> Optional.of(Json.pretty(document.root()) + "\n");
      case YAML -> Optional.of(Yaml.text(document.root()));
      default -> Optional.empty();
    };
  }

  /** A list of documents in a machine's form. */
  public Optional<String> machineText(List<Document> documents) {
    List<?> trees = documents.stream().map(Document::root).toList();
    return switch (this) {
      case JSON -> Optional.of(Json.pretty(trees) + "\n");
      case YAML -> Optional.of(Yaml.text(trees));
      default -> Optional.empty();
    };
  }

  /** Reads the option's value. */
  public static final class Converter implements ITypeConverter<OutputFormat> {
    @Override
    public OutputFormat convert(String value) {
      for (OutputFormat format : values()) {
        if (format.word.equals(value)) {
          return format;
        }
      }
      if (ARGOCD_NAMES.contains(value)) {
        return NAME;
      }
      throw CommandFailure.usage(
          "There is no output format \"" + value + "\".",
          "-o takes wide, json, yaml, name, tree or tree=detailed.",
          "-o yaml");
    }
  }
}
