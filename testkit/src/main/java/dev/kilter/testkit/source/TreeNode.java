package dev.kilter.testkit.source;

import dev.kilter.model.source.SourceTree.Entry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands at a path, with the id and the mode that Git gives it. */
sealed interface TreeNode {
  String id();

  String mode();

  Entry.Type type();

  final class Blob implements TreeNode {
    private final byte[] content;
    private final boolean executable;

    Blob(byte[] content, boolean executable) {
      this.content = content.clone();
      this.executable = executable;
    }

    Blob(byte[] content) {
      this(content, false);
    }

    boolean executable() {
      return executable;
    }

    byte[] content() {
      return content.clone();
    }

    @Override
    public String id() {
      return hash("blob", content);
    }

    @Override
    public String mode() {
      return executable ? "100755" : "100644";
    }

    @Override
    public Entry.Type type() {
      return Entry.Type.FILE;
    }
  }

  record Link(String target) implements TreeNode {
    @Override
    public String id() {
      return hash("blob", target.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String mode() {
      return "120000";
    }

    @Override
    public Entry.Type type() {
      return Entry.Type.LINK;
    }
  }

  record Submodule(String commit) implements TreeNode {
    @Override
    public String id() {
      return commit;
    }

    @Override
    public String mode() {
      return "160000";
    }

    @Override
    public Entry.Type type() {
      return Entry.Type.SUBMODULE;
    }
  }

  record Folder(Map<String, TreeNode> children) implements TreeNode {
    public Folder {
      children = Collections.unmodifiableMap(new TreeMap<>(children));
    }

    Folder with(List<String> steps, TreeNode node) {
      Map<String, TreeNode> copy = new TreeMap<>(children);
      String name = steps.getFirst();
      if (steps.size() == 1) {
        copy.put(name, node);
      } else {
        Folder inner = children.get(name) instanceof Folder old ? old : new Folder(Map.of());
        copy.put(name, inner.with(steps.subList(1, steps.size()), node));
      }
      return new Folder(copy);
    }

    /** Git knows no empty folder, so one that loses its last child is gone too. */
    Folder without(List<String> steps) {
      Map<String, TreeNode> copy = new TreeMap<>(children);
      String name = steps.getFirst();
      if (steps.size() == 1) {
        copy.remove(name);
      } else if (children.get(name) instanceof Folder inner) {
        Folder rest = inner.without(steps.subList(1, steps.size()));
        copy.put(name, rest);
        if (rest.children.isEmpty()) {
          copy.remove(name);
        }
      }
      return new Folder(copy);
    }

    /** Git sorts folders as if their names ended with a slash. */
    @Override
    public String id() {
      List<Map.Entry<String, TreeNode>> sorted = new ArrayList<>(children.entrySet());
      sorted.sort(
          Comparator.comparing(
              entry -> entry.getKey() + (entry.getValue() instanceof Folder ? "/" : "")));
      var out = new ByteArrayOutputStream();
      for (Map.Entry<String, TreeNode> entry : sorted) {
        String head = entry.getValue().mode() + " " + entry.getKey() + "\0";
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(HexFormat.of().parseHex(entry.getValue().id()));
      }
      return hash("tree", out.toByteArray());
    }

    @Override
    public String mode() {
      return "40000";
    }

    @Override
    public Entry.Type type() {
      return Entry.Type.FOLDER;
    }
  }

  private static String hash(String kind, byte[] content) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      sha.update((kind + " " + content.length + "\0").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /** The path that the steps behind and ahead make together, as far as it can be told. */
  static String joined(Collection<String> behind, Collection<String> ahead) {
    List<String> path = new ArrayList<>(behind);
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
