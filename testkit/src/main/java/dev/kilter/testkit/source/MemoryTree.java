package dev.kilter.testkit.source;

import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.model.source.SourceTreeException.Reason;
import dev.kilter.testkit.source.TreeNode.Blob;
import dev.kilter.testkit.source.TreeNode.Folder;
import dev.kilter.testkit.source.TreeNode.Link;
import dev.kilter.testkit.source.TreeNode.Submodule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tree in memory with Git's own object ids; immutable, a change makes another tree. */
public final class MemoryTree implements SourceTree {
  private static final int MAX_LINKS = 40;
  private final Folder root;

  private MemoryTree(Folder root) {
    this.root = root;
  }

  public static MemoryTree empty() {
    return new MemoryTree(new Folder(Map.of()));
  }

  /** Paths to texts. */
  public static MemoryTree of(Map<String, String> files) {
    MemoryTree tree = empty();
    for (Map.Entry<String, String> file : files.entrySet()) {
      tree = tree.with(file.getKey(), file.getValue());
    }
    return tree;
  }

  public MemoryTree with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public MemoryTree with(String path, byte[] content) {
    return new MemoryTree(root.with(steps(path), new Blob(content)));
  }

  public MemoryTree withProgram(String path, String text) {
    return new MemoryTree(
        root.with(steps(path), new Blob(text.getBytes(StandardCharsets.UTF_8), true)));
  }

  public MemoryTree withLink(String path, String target) {
    return new MemoryTree(root.with(steps(path), new Link(target)));
  }

  public MemoryTree withSubmodule(String path, String commit) {
    return new MemoryTree(root.with(steps(path), new Submodule(commit)));
  }

  public MemoryTree without(String path) {
    return new MemoryTree(root.without(steps(path)));
  }

  private static List<String> steps(String path) {
    return Arrays.stream(path.split("/", -1)).filter(step -> !step.isEmpty()).toList();
  }

  /** Stands for the commit: different content, different id. */
  @Override
  public String commit() {
    return new Blob(root.id().getBytes(StandardCharsets.UTF_8)).id();
  }

  @Override
  public Optional<String> objectId(String path) {
    TreeNode node = follow(path).node;
    return node == null || node instanceof Submodule ? Optional.empty() : Optional.of(node.id());
  }

  @Override
  public List<Entry> list(String folder) {
    if (!(follow(folder).node instanceof Folder found)) {
      return List.of();
    }
    return found.children().entrySet().stream()
        .map(child -> entry(child.getKey(), child.getValue()))
        .toList();
  }

  private static Entry entry(String name, TreeNode node) {
    return new Entry(name, node.type(), node.id(), node instanceof Blob blob && blob.executable());
  }

  @Override
  public byte[] read(String path, long maxBytes) {
    Place place = follow(path);
    if (place.outside) {
      throw new SourceTreeException(path, Reason.OUTSIDE, path + " is a link out of the tree");
    }
    if (place.node == null) {
      throw new SourceTreeException(path, Reason.MISSING, path + " does not exist");
    }
    if (!(place.node instanceof Blob blob)) {
      throw new SourceTreeException(path, Reason.NOT_A_FILE, path + " is no file");
    }
    byte[] content = blob.content();
    if (content.length > maxBytes) {
      throw new SourceTreeException(path, Reason.TOO_LARGE, path + " is too large");
    }
    return content;
  }

  @Override
  public List<String> hops(String path) {
    return follow(path).hops;
  }

  private record Place(@Nullable TreeNode node, boolean outside, List<String> hops) {}

  private Place follow(String path) {
    List<String> hops = new ArrayList<>(List.of(path));
    Deque<String> ahead = new ArrayDeque<>(steps(path));
    Deque<Folder> folders = new ArrayDeque<>(List.of(root));
    List<String> names = new ArrayList<>();
    TreeNode node = root;
    if (ahead.contains("..") || ahead.contains(".git")) {
      return new Place(null, true, hops);
    }
    while (!ahead.isEmpty()) {
      String step = ahead.pop();
      if (step.equals(".")) {
        continue;
      }
      if (step.equals("..")) {
        if (names.isEmpty()) {
          return new Place(null, true, hops);
        }
        names.removeLast();
        folders.pop();
        node = folders.element();
        continue;
      }
      if (!(node instanceof Folder folder)) {
        return new Place(null, false, hops);
      }
      TreeNode child = folder.children().get(step);
      if (child instanceof Link link) {
        if (link.target().startsWith("/") || hops.size() > MAX_LINKS) {
          return new Place(null, true, hops);
        }
        steps(link.target()).reversed().forEach(ahead::push);
        hops.add(TreeNode.joined(names, ahead));
        continue;
      }
      if (child == null) {
        return new Place(null, false, hops);
      }
      names.add(step);
      node = child;
      folders.push(child instanceof Folder inner ? inner : new Folder(Map.of()));
    }
    return new Place(node, false, hops);
  }
}
