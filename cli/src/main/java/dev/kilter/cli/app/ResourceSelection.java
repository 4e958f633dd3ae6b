package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.SyncRequest.Selector;
import dev.kilter.cli.session.CommandFailure;
import java.util.List;

/** Objects as {@code --resource GROUP:KIND:[NAMESPACE/]NAME} names them; {@code !} leaves out. */
record ResourceSelection(List<Selector> selectors) {
  static ResourceSelection parse(List<String> texts) {
    return new ResourceSelection(texts.stream().map(ResourceSelection::selector).toList());
  }

  private static Selector selector(String text) {
    boolean exclude = text.startsWith("!");
    String[] parts = (exclude ? text.substring(1) : text).split(":", 3);
    if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
      throw CommandFailure.usage(
          "\"" + text + "\" names no object.",
          "It has the form GROUP:KIND:NAME or GROUP:KIND:NAMESPACE/NAME; the core group is empty.",
          "--resource apps:Deployment:shop/api",
          "--resource :Service:api");
    }
    int slash = parts[2].indexOf('/');
    return new Selector(
        parts[0],
        parts[1],
        slash < 0 ? "" : parts[2].substring(0, slash),
        parts[2].substring(slash + 1),
        exclude);
  }

  boolean takes(Document object) {
    boolean taken = selectors.stream().allMatch(Selector::exclude);
    for (Selector selector : selectors) {
      if (matches(selector, object)) {
        if (selector.exclude()) {
          return false;
        }
        taken = true;
      }
    }
    return taken;
  }

  private static boolean matches(Selector selector, Document object) {
    return fits(selector.group(), object.text("group"))
        && fits(selector.kind(), object.text("kind"))
        && fits(selector.name(), object.text("name"))
        && (selector.namespace().isEmpty() || fits(selector.namespace(), object.text("namespace")));
  }

  private static boolean fits(String wanted, String actual) {
    return wanted.equals("*") || wanted.equals(actual);
  }
}
