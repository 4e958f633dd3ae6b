package dev.kilter.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * YAML to trees and back, with scalars, keys, merges and duplicates read exactly as Kubernetes
 * reads them. Bounded: {@value #MAX_LENGTH} characters a text, {@value #MAX_DEPTH} levels, and
 * aliases as go-yaml allows. No tag ever makes anything but a part of a tree.
 */
public final class Yaml {
  static final int MAX_LENGTH = 32 * 1024 * 1024;
  static final int MAX_DEPTH = 200;

  private Yaml() {}

  /**
   * One document and the line, counted from 1, at which its content starts; also of the members of
   * its {@code items}, since a list of objects may be long.
   */
  public record Document(Object tree, int line, List<Integer> itemLines) {
    public Document {
      itemLines = List.copyOf(itemLines);
    }

    /** Where the member of {@code items} starts; the document itself where that is not known. */
    public int line(int index) {
      return index < itemLines.size() ? itemLines.get(index) : line;
    }
  }

  /** Every document that is not empty; a text that starts like JSON may be JSON values in a row. */
  public static List<Document> documents(String text) {
    String yaml = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (yaml.length() > MAX_LENGTH) {
      throw new CodecException("more than " + MAX_LENGTH + " characters", 0, 0);
    }
    if (yaml.stripLeading().startsWith("{")) {
      try {
        return Json.documents(yaml);
      } catch (CodecException notJson) {
        return YamlReader.documents(yaml);
      }
    }
    return YamlReader.documents(yaml);
  }

  /** The tree of the only document; null for an empty text. */
  public static @Nullable Object parse(String text) {
    List<Document> documents = documents(text);
    if (documents.size() > 1) {
      throw new CodecException("expected one document", documents.get(1).line(), 1);
    }
    return documents.isEmpty() ? null : documents.getFirst().tree();
  }

  /** Block style as {@code kubectl -o yaml}, in the order of the tree; ends with a line break. */
  public static String text(@Nullable Object tree) {
    return YamlWriter.text(tree);
  }
}
