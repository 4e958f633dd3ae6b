package dev.kilter.git.tree;

import dev.kilter.git.tree.Folders.Child;
import dev.kilter.model.source.SourceTree.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Walks a path step by step, as a kernel would whose root is the tree: every link on the way is
 * followed, and none gets out. One object follows one path.
 */
final class TreePath {
  private static final int MAX_LINKS = 40;
  private static final int MAX_TARGET = 4096;

  private final ObjectReader reader;
  private final Folders cache;
  private final Deque<String> ahead = new ArrayDeque<>();
  private final List<String> names = new ArrayList<>();
  private final List<ObjectId> folders = new ArrayList<>();
  private final List<String> hops = new ArrayList<>();

  TreePath(ObjectReader reader, Folders cache, ObjectId root) {
    this.reader = reader;
    this.cache = cache;
    folders.add(root);
  }

  /** Names that no checkout may ever write, so no reader gets to see them either. */
  static boolean isStrange(String name) {
    return name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.equalsIgnoreCase(".git")
        || name.equalsIgnoreCase("git~1")
        || name.indexOf('/') >= 0
        || name.indexOf('\0') >= 0;
  }

  Place follow(String path) throws IOException {
    hops.add(path);
    List<String> steps = steps(path);
    if (path.startsWith("/")
        || steps.stream().anyMatch(step -> isStrange(step) && !step.equals("."))) {
      return Place.outside("is not a path inside of the repository", hops);
    }
    ahead.addAll(steps);
    ObjectId id = folders.getFirst();
    Entry.Type type = Entry.Type.FOLDER;
    while (!ahead.isEmpty()) {
      String step = ahead.pop();
      if (step.equals(".")) {
        continue;
      }
      if (step.equals("..")) {
        if (names.isEmpty()) {
          return Place.outside("is a link out of the repository", hops);
        }
        names.removeLast();
        folders.removeLast();
        id = folders.getLast();
        type = Entry.Type.FOLDER;
        continue;
      }
      Child child = type == Entry.Type.FOLDER ? cache.children(reader, id).get(step) : null;
      if (child == null) {
        return Place.missing(hops);
      }
      if (child.type() != Entry.Type.LINK) {
        id = child.id();
        type = child.type();
        names.add(step);
        folders.add(id);
        continue;
      }
      String target = target(child.id());
      if (target.startsWith("/")) {
        return Place.outside("is a link out of the repository", hops);
      }
      if (hops.size() > MAX_LINKS) {
        return Place.outside("is a link that leads in a circle", hops);
      }
      steps(target).reversed().forEach(ahead::push);
      hops.add(joined());
    }
    return Place.found(id, type, hops);
  }

  private static List<String> steps(String path) {
    return Arrays.stream(path.split("/", -1)).filter(step -> !step.isEmpty()).toList();
  }

  private String target(ObjectId link) throws IOException {
    byte[] target = reader.open(link).getCachedBytes(MAX_TARGET);
    return new String(target, StandardCharsets.UTF_8);
  }

  /** The path that is behind and ahead, for people and for read sets. */
  private String joined() {
    List<String> path = new ArrayList<>(names);
    for (String step : ahead) {
      if (step.equals("..")) {
        if (!path.isEmpty()) {
          path.removeLast();
        }
      } else if (!step.equals(".")) {
        path.add(step);
      }
    }
    return String.join("/", path);
  }
}
