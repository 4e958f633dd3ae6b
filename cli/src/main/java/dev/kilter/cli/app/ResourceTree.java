package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.cli.print.Tree;
import dev.kilter.cli.session.Style;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Objects under those that own them. */
final class ResourceTree {
  private final Style style;
  private final boolean detailed;
  private final Map<String, List<Document>> children = new LinkedHashMap<>();
  private final Set<String> shown = new HashSet<>();

  ResourceTree(Style style, boolean detailed) {
    this.style = style;
    this.detailed = detailed;
  }

  Tree of(String root, List<Document> nodes) {
    Set<String> known = new HashSet<>();
    nodes.forEach(node -> known.add(AppText.place(node)));
    List<Document> roots = new ArrayList<>();
    for (Document node : nodes) {
      List<Document> parents =
          node.documents("parentRefs").stream()
              .filter(parent -> known.contains(AppText.place(parent)))
              .toList();
      if (parents.isEmpty()) {
        roots.add(node);
      }
      parents.forEach(parent ->
          children.computeIfAbsent(AppText.place(parent), _ -> new ArrayList<>()).add(node));
    }
    Tree tree = new Tree(root);
    roots.forEach(node -> grow(tree, node));
    return tree;
  }

  /** Each object once, so that owners in a circle come to an end. */
  private void grow(Tree parent, Document node) {
    if (!shown.add(AppText.place(node))) {
      return;
    }
    Tree tree = parent.child(label(node));
    children.getOrDefault(AppText.place(node), List.of()).forEach(child -> grow(tree, child));
  }

  private String label(Document node) {
    StringBuilder label = new StringBuilder(AppText.object(node));
    if (!node.text("health", "status").isEmpty()) {
      label.append("  ").append(style.status(node.text("health", "status")));
    }
    if (detailed) {
      add(label, node.text("namespace"));
      add(label, node.text("createdAt"));
      node.documents("info")
          .forEach(info -> add(label, info.text("name") + ": " + info.text("value")));
      add(label, node.text("health", "message"));
    }
    return label.toString();
  }

  private static void add(StringBuilder label, String text) {
    if (!text.isEmpty()) {
      label.append("  ").append(text);
    }
  }
}
