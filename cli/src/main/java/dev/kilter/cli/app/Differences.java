package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.AtRevisions;
import dev.kilter.cli.print.Tree;
import dev.kilter.cli.print.UnifiedDiff;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Style;
import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import java.util.List;

/** The objects of an application that a sync would change, why, and who made the difference. */
final class Differences {
  /** Fields in words, or whole objects as a unified diff. */
  enum Form {
    FIELDS,
    OBJECTS
  }

  private final Session session;
  private final AppRef app;
  private final List<Document> changed;

  /** Against these revisions, or those last compared. */
  Differences(Session session, AppRef app, AtRevisions at) {
    this.session = session;
    this.app = app;
    this.changed =
        session
            .noticed(session.applications().managedResources(app, at))
            .documents("items")
            .stream()
            .filter(Differences::isOutOfSync)
            .toList();
  }

  List<Document> changed() {
    return changed;
  }

  boolean isEmpty() {
    return changed.isEmpty();
  }

  private static boolean isOutOfSync(Document item) {
    return item.text("kilter", "sync").equals("OutOfSync") || item.flag("modified");
  }

  void print(Form form) {
    for (Document item : changed) {
      session.out().println(headline(item));
      if (form == Form.OBJECTS) {
        session.out().print(painted(UnifiedDiff.of(before(item), after(item))));
      } else {
        item.texts("kilter", "differences").forEach(line -> session.out().println("    " + line));
      }
    }
  }

  String tree() {
    Tree tree = new Tree(app.toString());
    for (Document item : changed) {
      Tree object = tree.child(headline(item));
      item.texts("kilter", "differences").forEach(object::child);
    }
    return tree.text(session.style());
  }

  private String headline(Document item) {
    Style style = session.style();
    boolean absent = item.text("liveState").equals("null") && knowsStates(item);
    boolean leaving = item.text("targetState").equals("null") && knowsStates(item);
    String mark = absent ? style.green("+") : leaving ? style.red("-") : style.yellow("~");
    String drift = item.text("kilter", "drift");
    return mark + " " + style.bold(AppText.place(item)) + (drift.isEmpty() ? "" : "   " + drift);
  }

  /** Without a controller neither side is known. */
  private static boolean knowsStates(Document item) {
    return !item.text("liveState").equals(item.text("targetState"));
  }

  static String before(Document item) {
    return yaml(item.text("normalizedLiveState"), item.text("liveState"));
  }

  static String after(Document item) {
    return yaml(item.text("predictedLiveState"), item.text("targetState"));
  }

  private static String yaml(String preferred, String other) {
    String json = preferred.isEmpty() || preferred.equals("null") ? other : preferred;
    return json.isEmpty() || json.equals("null") ? "" : Yaml.text(Json.parse(json));
  }

  private String painted(String diff) {
    Style style = session.style();
    StringBuilder text = new StringBuilder();
    diff.lines()
        .forEach(line ->
            text.append(
                    switch (line.charAt(0)) {
                      case '+' -> style.green(line);
                      case '-' -> style.red(line);
                      case '@' -> style.cyan(line);
                      default -> line;
                    })
                .append('\n'));
    return text.toString();
  }
}
