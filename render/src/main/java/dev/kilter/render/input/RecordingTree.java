package dev.kilter.render.input;

import dev.kilter.model.render.ReadSet;
import dev.kilter.model.source.SourceTree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A tree that remembers what was looked at, links followed. What lies in a folder that was listed
 * is covered by the folder's id; links out of it are remembered one by one. One object serves one
 * render.
 */
public final class RecordingTree implements SourceTree {
  private final SourceTree tree;
  private final Map<String, Optional<String>> looks = new LinkedHashMap<>();
  private final Set<String> listed = new HashSet<>();
  private boolean named;

  public RecordingTree(SourceTree tree) {
    this.tree = tree;
  }

  /** Whoever asks lets the commit's own name go into the result. */
  @Override
  public String commit() {
    named = true;
    return tree.commit();
  }

  @Override
  public Optional<String> objectId(String path) {
    remember(path);
    return tree.objectId(path);
  }

  @Override
  public List<Entry> list(String folder) {
    remember(folder);
    listed.add(folder);
    return tree.list(folder);
  }

  @Override
  public byte[] read(String path, long maxBytes) {
    remember(path);
    return tree.read(path, maxBytes);
  }

  @Override
  public List<String> hops(String path) {
    remember(path);
    return tree.hops(path);
  }

  @Override
  public List<String> settledBy(String path) {
    return tree.settledBy(path);
  }

  private void remember(String path) {
    List<String> settling = tree.settledBy(path);
    if (settling.size() > 1 || !listed.contains(parent(path))) {
      settling.forEach(hop -> looks.put(hop, tree.objectId(hop)));
    }
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  public ReadSet readSet() {
    return new ReadSet(looks, named ? Optional.of(tree.commit()) : Optional.empty());
  }

  /** The tree itself, for looks that an outcome does not depend on. */
  public SourceTree unrecorded() {
    return tree;
  }
}
