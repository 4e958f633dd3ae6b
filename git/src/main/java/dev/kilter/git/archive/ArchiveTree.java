package dev.kilter.git.archive;

import dev.kilter.model.manifest.Digest;
import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.model.source.SourceTreeException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an archive holds, in memory: regular files in folders, no links. Ids are digests of the
 * content, so that equal ids mean equal content, as with Git's.
 */
public final class ArchiveTree implements SourceTree {
  private final String version;
  private final NavigableMap<String, byte[]> files;
  private final Map<String, List<Entry>> folders = new TreeMap<>();
  private final Map<String, String> ids = new TreeMap<>();

  ArchiveTree(String version, NavigableMap<String, byte[]> files) {
    this.version = version;
    this.files = files;
    files.forEach((path, content) -> ids.put(path, Digest.ofBytes(content).toString()));
    folder("");
  }

  private void folder(String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    Map<String, Entry> entries = new TreeMap<>();
    for (String path : files.tailMap(prefix, true).keySet()) {
      if (!path.startsWith(prefix)) {
        break;
      }
      String rest = path.substring(prefix.length());
      int slash = rest.indexOf('/');
      String name = slash < 0 ? rest : rest.substring(0, slash);
      if (!entries.containsKey(name)) {
        String child = prefix + name;
        if (slash >= 0) {
          folder(child);
        }
        Entry.Type type = slash < 0 ? Entry.Type.FILE : Entry.Type.FOLDER;
        entries.put(name, new Entry(name, type, ids.getOrDefault(child, "")));
      }
    }
    List<Entry> sorted = new ArrayList<>(entries.values());
    folders.put(folder, sorted);
    ids.put(folder, Digest.ofBytes(sorted.toString().getBytes(StandardCharsets.UTF_8)).toString());
  }

  /** All that its files hold. */
  long bytes() {
    return files.values().stream().mapToLong(content -> content.length).sum();
  }

  /** The exact version of a chart, or the digest of an artefact. */
  @Override
  public String commit() {
    return version;
  }

  @Override
  public Optional<String> objectId(String path) {
    return Optional.ofNullable(ids.get(path));
  }

  @Override
  public List<Entry> list(String folder) {
    return List.copyOf(folders.getOrDefault(folder, List.of()));
  }

  @Override
  public byte[] read(String path, long maxBytes) {
    byte[] content = files.get(path);
    if (content == null) {
      boolean folder = folders.containsKey(path);
      throw new SourceTreeException(
          path,
          folder ? Reason.NOT_A_FILE : Reason.MISSING,
          path + (folder ? " is a folder" : " is not there"));
    }
    if (content.length > maxBytes) {
      throw new SourceTreeException(
          path, Reason.TOO_LARGE, path + " is larger than " + maxBytes + " bytes");
    }
    return content.clone();
  }

  @Override
  public List<String> hops(String path) {
    return List.of(path);
  }

  /** Paths that differ from another archive's. */
  public List<String> changedTo(ArchiveTree other) {
    TreeSet<String> paths = new TreeSet<>(files.keySet());
    paths.addAll(other.files.keySet());
    return paths.stream().filter(path -> !objectId(path).equals(other.objectId(path))).toList();
  }
}
