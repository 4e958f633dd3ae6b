package dev.kilter.render.directory;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.render.input.ManifestDocument;
import dev.kilter.render.input.Unrenderable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The objects in one file. A YAML file that does not begin with a Kubernetes object is skipped,
 * unless it mentions apiVersion, kind and metadata and so was meant to hold some; a JSON file
 * always is (findManifests in Argo CD's repo server).
 */
final class ManifestFile {
  private static final String SKIP_MARK = "+argocd:skip-file-rendering";
  private final String path;
  private final String text;

  private ManifestFile(String path, String text) {
    this.path = path;
    this.text = text;
  }

  static ManifestFile of(String path, byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      return new ManifestFile(path, decoder(bytes).decode(rest).toString());
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < rest.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw Unrenderable.file(
          path, line, path + " cannot be read as manifests: line " + line + " is no text in UTF-8");
    }
  }

  /** UTF-8, or UTF-16 with its byte order mark. */
  private static CharsetDecoder decoder(byte[] bytes) {
    boolean wide =
        bytes.length > 1
            && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
    return (wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8).newDecoder();
  }

  /** A file may ask to be left alone. */
  boolean isSkipped() {
    return text.contains(SKIP_MARK);
  }

  List<Item> items() {
    return path.endsWith(".json") ? json() : yaml();
  }

  private List<Item> json() {
    try {
      Yaml.Document document = Json.document(text.startsWith("\uFEFF") ? text.substring(1) : text);
      if (document.tree() instanceof Map<?, ?> map) {
        return ManifestDocument.items(map, document, path);
      }
      throw fault(1, "a JSON file must hold one Kubernetes object");
    } catch (CodecException e) {
      throw fault(e.line(), e.located());
    }
  }

  private List<Item> yaml() {
    List<Yaml.Document> documents;
    try {
      documents = Yaml.documents(text);
    } catch (CodecException e) {
      if (looksLikeManifests()) {
        throw fault(e.line(), e.located());
      }
      return List.of();
    }
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      Yaml.Document document = documents.get(i);
      if (document.tree() instanceof Map<?, ?> map && ManifestDocument.isText(map.get("kind"))) {
        items.addAll(ManifestDocument.items(map, document, path));
      } else if (i > 0 || looksLikeManifests()) {
        throw fault(document.line(), "the document at line " + document.line() + " has no kind");
      } else {
        return List.of();
      }
    }
    return items;
  }

  private boolean looksLikeManifests() {
    return hasKey("apiVersion") && hasKey("kind") && hasKey("metadata");
  }

  /** As YAML or JSON writes it: a broken object in either form must not pass for something else. */
  private boolean hasKey(String name) {
    return text.contains(name + ":") || text.contains('"' + name + "\":");
  }

  private Unrenderable fault(int line, String message) {
    return Unrenderable.file(path, line, path + " cannot be read as manifests: " + message);
  }
}
