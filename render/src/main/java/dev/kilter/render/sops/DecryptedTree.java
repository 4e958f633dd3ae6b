package dev.kilter.render.sops;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.source.SourceTree;
import dev.kilter.render.input.Unrenderable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tree whose encrypted files read as they were before. YAML, JSON, dotenv and what SOPS calls
 * binary are known; ids stay those of the encrypted files.
 */
final class DecryptedTree implements SourceTree {
  private static final String SEALED = "ENC[AES256_GCM,";
  private static final String DOTENV = "sops_";
  private final SourceTree tree;
  private final DecryptionKeys keys;

  DecryptedTree(SourceTree tree, DecryptionKeys keys) {
    this.tree = tree;
    this.keys = keys;
  }

  @Override
  public String commit() {
    return tree.commit();
  }

  @Override
  public Optional<String> objectId(String path) {
    return tree.objectId(path);
  }

  @Override
  public List<Entry> list(String folder) {
    return tree.list(folder);
  }

  @Override
  public List<String> hops(String path) {
    return tree.hops(path);
  }

  @Override
  public List<String> settledBy(String path) {
    return tree.settledBy(path);
  }

  @Override
  public byte[] read(String path, long maxBytes) {
    byte[] content = tree.read(path, maxBytes);
    String text = new String(content, StandardCharsets.UTF_8);
    if (!text.contains(SEALED) || !text.contains(SopsFile.METADATA)) {
      return content;
    }
    try {
      return decrypted(text).map(clear -> clear.getBytes(StandardCharsets.UTF_8)).orElse(content);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      String hint = keys.problem().map(problem -> " (" + problem + ")").orElse("");
      throw Unrenderable.file(
          path, 0, path + " is encrypted by SOPS and cannot be opened: " + why(e) + hint);
    } catch (CodecException e) {
      return content; // not what it seemed; whoever reads it says what is wrong with it
    }
  }

  /** The words of a cipher say nothing to a user. */
  private static String why(Exception e) {
    return e instanceof javax.crypto.AEADBadTagException
        ? "a value was changed, moved or sealed with another key"
        : String.valueOf(e.getMessage());
  }

  private Optional<String> decrypted(String text) throws GeneralSecurityException {
    if (text.lines().anyMatch(line -> line.startsWith(DOTENV + "mac="))) {
      return Optional.of(dotenv(text));
    }
    List<Map<String, @Nullable Object>> documents = documents(text);
    if (documents.isEmpty() || !documents.getFirst().containsKey(SopsFile.METADATA)) {
      return Optional.empty();
    }
    List<Map<String, @Nullable Object>> clear = new SopsFile(documents).decrypted(keys);
    if (!text.stripLeading().startsWith("{")) {
      return Optional.of(clear.stream().map(Yaml::text).collect(Collectors.joining("---\n")));
    }
    Map<String, @Nullable Object> only = clear.getFirst();
    boolean binary = only.size() == 1 && only.get("data") instanceof String;
    return Optional.of(binary ? String.valueOf(only.get("data")) : Json.pretty(only));
  }

  @SuppressWarnings("unchecked") // the codec makes maps with string keys only
  private static List<Map<String, @Nullable Object>> documents(String text) {
    List<Map<String, @Nullable Object>> documents = new ArrayList<>();
    for (Yaml.Document document : Yaml.documents(text)) {
      if (document.tree() instanceof Map<?, ?> map) {
        documents.add((Map<String, @Nullable Object>) map);
      }
    }
    return documents;
  }

  /** {@code NAME=value} a line; the metadata are lines, too, with their paths flattened. */
  private String dotenv(String text) throws GeneralSecurityException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Map<String, String> flat = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        String name = line.substring(0, equals);
        String value = line.substring(equals + 1).replace("\\n", "\n");
        if (name.startsWith(DOTENV)) {
          flat.put(name.substring(DOTENV.length()), value);
        } else {
          values.put(name, value);
        }
      }
    }
    values.put(SopsFile.METADATA, metadata(flat));
    Manifest clear = Manifest.of(new SopsFile(List.of(values)).decrypted(keys).getFirst());
    StringBuilder lines = new StringBuilder();
    clear
        .root()
        .forEach((name, value) ->
            lines
                .append(name)
                .append('=')
                .append(String.valueOf(value).replace("\n", "\\n"))
                .append('\n'));
    return lines.toString();
  }

  /** From {@code age__list_0__map_enc} and the like. */
  private static Map<String, @Nullable Object> metadata(Map<String, String> flat) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    for (String kind : List.of("age", "pgp")) {
      List<Map<String, String>> recipients = new ArrayList<>();
      for (int i = 0; flat.containsKey("%s__list_%d__map_enc".formatted(kind, i)); i++) {
        String prefix = "%s__list_%d__map_".formatted(kind, i);
        recipients.add(
            flat.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(
                    Collectors.toMap(
                        entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue)));
      }
      metadata.put(kind, recipients);
    }
    metadata.put("mac", flat.get("mac"));
    metadata.put("lastmodified", flat.get("lastmodified"));
    metadata.put("mac_only_encrypted", "true".equals(flat.get("mac_only_encrypted")));
    return metadata;
  }
}
