package dev.kilter.render.input;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.source.SourceTree.Entry;
import java.util.List;
import java.util.Optional;

/** The folder that a source names, known to exist, in a tree that remembers what is read. */
public record SourceFolder(RecordingTree tree, SourcePath path) {

  public static SourceFolder of(RenderRequest request) {
    String text = request.source().path();
    if (text.isEmpty()) {
      throw new Unrenderable(
          new Failure.InvalidSpec(
              "spec.source needs a path, a chart or, for others' values, a ref"));
    }
    SourcePath path = SourcePath.of(text);
    RecordingTree tree = new RecordingTree(request.tree());
    if (tree.unrecorded().hops(path.path()).size() > 1) {
      tree.hops(path.path());
    }
    // Not remembered: whoever needs the whole folder lists it, and others look for files in it.
    boolean isFolder =
        tree.unrecorded().objectId(path.path()).isPresent() && !isFile(tree, path.path());
    if (!isFolder) {
      throw missing(request, path);
    }
    return new SourceFolder(tree, path);
  }

  /** Git has no empty folders but an empty root. */
  private static boolean isFile(RecordingTree tree, String path) {
    return !path.isEmpty() && tree.unrecorded().list(path).isEmpty();
  }

  private static Unrenderable missing(RenderRequest request, SourcePath path) {
    List<String> closest = ClosestFolders.to(path.path(), request.tree());
    String hint = closest.isEmpty() ? "" : "; did you mean " + String.join(" or ", closest) + "?";
    String revision = request.tree().commit();
    String shortRevision = revision.substring(0, Math.min(7, revision.length()));
    return new Unrenderable(
        new Failure.PathMissing(
            request.source().repoUrl(),
            revision,
            path.toString(),
            closest,
            "there is no folder '" + path + "' at " + shortRevision + hint));
  }

  public List<Entry> list() {
    return tree.list(path.path());
  }

  /** The name of the first of these files that the folder has; each look is remembered. */
  public Optional<String> first(String... names) {
    for (String name : names) {
      if (tree.objectId(path.child(name)).isPresent()) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
