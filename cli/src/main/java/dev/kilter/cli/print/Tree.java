package dev.kilter.cli.print;

import dev.kilter.cli.session.Style;
import java.util.ArrayList;
import java.util.List;

/** A labelled tree, drawn with lines. */
public final class Tree {
  private final String label;
  private final List<Tree> children = new ArrayList<>();

  public Tree(String label) {
    this.label = label;
  }

  /** The new child. */
  public Tree child(String text) {
    Tree child = new Tree(text);
    children.add(child);
    return child;
  }

  public Tree add(Tree child) {
    children.add(child);
    return this;
  }

  /** Ends with a line break. */
  public String text(Style style) {
    StringBuilder text = new StringBuilder(label).append('\n');
    draw(text, "", style.unicode());
    return text.toString();
  }

  private void draw(StringBuilder text, String indent, boolean unicode) {
    for (int i = 0; i < children.size(); i++) {
      boolean last = i == children.size() - 1;
      String branch = last ? (unicode ? "└─" : "`-") : (unicode ? "├─" : "|-");
      text.append(indent).append(branch).append(children.get(i).label).append('\n');
      String trunk = last ? "  " : (unicode ? "│ " : "| ");
      children.get(i).draw(text, indent + trunk, unicode);
    }
  }
}
