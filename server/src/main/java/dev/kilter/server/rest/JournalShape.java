package dev.kilter.server.rest;

import dev.kilter.api.Document;
import dev.kilter.model.store.Journal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of a journal as JSON. */
final class JournalShape {
  private JournalShape() {}

  static Map<String, @Nullable Object> tree(Journal.Entry entry) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("at", entry.at().toString());
    tree.put("kind", entry.kind());
    tree.put("actor", entry.actor());
    tree.put("revision", entry.revision());
    tree.put("commit", entry.commit().orElse(""));
    tree.put("images", entry.images());
    tree.put("outcome", entry.outcome());
    tree.put(
        "steps",
        entry.steps().stream()
            .map(step -> Document.pair("name", step.name(), "millis", step.took().toMillis()))
            .toList());
    tree.put("tombstones", entry.tombstones());
    return new Document(tree).compact().root();
  }
}
