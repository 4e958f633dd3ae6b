package dev.kilter.git.tree;

import dev.kilter.git.tree.Folders.Child;
import dev.kilter.git.tree.Place.Spot;
import dev.kilter.git.tree.Place.Way;
import dev.kilter.model.source.SourceTree.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Walks a path step by step, as a kernel would whose root is the tree: every link on the way is
 * followed, and none gets out. One object follows one path.
 */
final class TreePath {
  private static final int MAX_LINKS = 40;
  private static final int MAX_TARGET = 4096;

  private final Deque<String> ahead = new ArrayDeque<>();
  private final List<String> names = new ArrayList<>();
  private final List<Spot> spots = new ArrayList<>();
  private final List<String> hops = new ArrayList<>();
  private final List<String> settling = new ArrayList<>();
  private boolean throughSubmodule;

  TreePath(Layer layer) {
    spots.add(new Spot(layer, layer.root(), Entry.Type.FOLDER, ""));
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
      return Place.outside("is not a path inside of the repository", way());
    }
    ahead.addAll(steps);
    while (!ahead.isEmpty()) {
      String step = ahead.pop();
      if (step.equals(".")) {
        continue;
      }
      if (step.equals("..")) {
        if (names.isEmpty()) {
          return Place.outside("is a link out of the repository", way());
        }
        names.removeLast();
        spots.removeLast();
        continue;
      }
      Optional<Spot> child = child(spots.getLast(), step);
      if (child.isEmpty()) {
        return Place.missing(way());
      }
      if (child.get().type() != Entry.Type.LINK) {
        throughSubmodule |= child.get().type() == Entry.Type.SUBMODULE;
        names.add(step);
        spots.add(child.get());
        continue;
      }
      String target = target(child.get());
      if (target.startsWith("/")) {
        return Place.outside("is a link out of the repository", way());
      }
      if (hops.size() > MAX_LINKS) {
        return Place.outside("is a link that leads in a circle", way());
      }
      steps(target).reversed().forEach(ahead::push);
      settling.add(settled());
      hops.add(joined());
    }
    return Place.found(spots.getLast(), way());
  }

  private static Optional<Spot> child(Spot spot, String name) throws IOException {
    if (spot.isLaid()) {
      Layer inner = spot.layer().submodule(spot.path(), spot.id());
      return child(new Spot(inner, inner.root(), Entry.Type.FOLDER, ""), name);
    }
    Child child =
        spot.type() == Entry.Type.FOLDER ? spot.layer().children(spot.id()).get(name) : null;
    if (child == null) {
      return Optional.empty();
    }
    String path = spot.path().isEmpty() ? name : spot.path() + "/" + name;
    return Optional.of(new Spot(spot.layer(), child.id(), child.type(), path));
  }

  private static List<String> steps(String path) {
    return Arrays.stream(path.split("/", -1)).filter(step -> !step.isEmpty()).toList();
  }

  private static String target(Spot link) throws IOException {
    try (ObjectReader reader = link.layer().objects().newObjectReader()) {
      byte[] target = reader.open(link.id()).getCachedBytes(MAX_TARGET);
      return new String(target, StandardCharsets.UTF_8);
    }
  }

  private Way way() {
    List<String> settled = new ArrayList<>(settling);
    settled.add(settled());
    return new Way(hops, settled, throughSubmodule);
  }

  /** The outermost submodule behind, whose commit the tree itself names; else the hop. */
  private String settled() {
    for (int i = 0; i < names.size(); i++) {
      if (spots.get(i + 1).type() == Entry.Type.SUBMODULE) {
        return String.join("/", names.subList(0, i + 1));
      }
    }
    return hops.getLast();
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
