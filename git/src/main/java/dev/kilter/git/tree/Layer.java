package dev.kilter.git.tree;

import dev.kilter.git.tree.Folders.Child;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** What of a tree lies in one repository: a commit's own files, on which submodules' are laid. */
final class Layer {
  private final Repository objects;
  private final ObjectId root;
  private final Submodules submodules;
  private final LargeFiles largeFiles;
  private final Folders folders = new Folders();
  private final Map<String, Layer> laid = new ConcurrentHashMap<>();

  Layer(Repository objects, ObjectId root, Submodules submodules, LargeFiles largeFiles) {
    this.objects = objects;
    this.root = root;
    this.submodules = submodules;
    this.largeFiles = largeFiles;
  }

  Layer with(Submodules others) {
    return new Layer(objects, root, others, largeFiles);
  }

  Layer with(LargeFiles others) {
    return new Layer(objects, root, submodules, others);
  }

  LargeFiles largeFiles() {
    return largeFiles;
  }

  Repository objects() {
    return objects;
  }

  ObjectId root() {
    return root;
  }

  Map<String, Child> children(ObjectId folder) throws IOException {
    return folders.children(objects, folder);
  }

  boolean hasSubmodules() {
    return submodules.declared();
  }

  /** The files of the submodule that this layer has at the path. */
  Layer submodule(String path, ObjectId commit) {
    Layer known = laid.get(path);
    if (known == null) {
      known = submodules.tree(path, commit).layer();
      laid.put(path, known);
    }
    return known;
  }
}
