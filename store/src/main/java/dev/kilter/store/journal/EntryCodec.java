package dev.kilter.store.journal;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.Journal.Entry;
import dev.kilter.store.tree.Gzip;
import dev.kilter.store.tree.TreeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries as JSON, compressed, in Base64; the oldest first. */
final class EntryCodec {
  static final int MAX_TEXT = 16_384;
  private static final int MAX_EXPANDED = 4 << 20;

  private EntryCodec() {}

  /** The newest entries that fit. */
  static List<Entry> trimmed(List<Entry> entries) {
    List<Entry> kept = entries;
    while (!kept.isEmpty() && text(kept).length() > MAX_TEXT) {
      int dropped = Math.max(1, kept.size() / 8);
      kept = kept.subList(dropped, kept.size());
    }
    return kept;
  }

  static String text(List<Entry> entries) {
    byte[] json = Json.bytes(entries.stream().map(EntryCodec::tree).toList());
    return Base64.getEncoder().encodeToString(Gzip.compressed(json));
  }

  /** Nothing where the text is not ours. */
  static List<Entry> read(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      byte[] json = Gzip.expanded(Base64.getDecoder().decode(text), MAX_EXPANDED);
      String wrapped = "{\"entries\":" + new String(json, StandardCharsets.UTF_8) + "}";
      return Manifest.of(Json.object(wrapped.getBytes(StandardCharsets.UTF_8)))
          .items("entries")
          .stream()
          .map(EntryCodec::entry)
          .toList();
    } catch (IOException | CodecException | DateTimeException | IllegalArgumentException _) {
      return List.of();
    }
  }

  private static Map<String, @Nullable Object> tree(Entry entry) {
    return new TreeBuilder()
        .put("at", entry.at().toString())
        .put("kind", entry.kind())
        .put("actor", entry.actor())
        .put("revision", entry.revision())
        .put("commit", entry.commit().orElse(""))
        .put("images", entry.images())
        .put("outcome", entry.outcome())
        .put("steps", entry.steps().stream().map(EntryCodec::step).toList())
        .put("tombstones", entry.tombstones())
        .build();
  }

  private static Map<String, @Nullable Object> step(Entry.Step step) {
    return new TreeBuilder().put("name", step.name()).put("ms", step.took().toMillis()).build();
  }

  private static Entry entry(Manifest tree) {
    return new Entry(
        Instant.parse(tree.text("at").orElse("")),
        tree.text("kind").orElse(""),
        tree.text("actor").orElse(""),
        tree.text("revision").orElse(""),
        tree.text("commit"),
        texts(tree, "images"),
        tree.text("outcome").orElse(""),
        tree.items("steps").stream()
            .map(step ->
                new Entry.Step(
                    step.text("name").orElse(""), Duration.ofMillis(step.integer("ms").orElse(0L))))
            .toList(),
        texts(tree, "tombstones"));
  }

  private static List<String> texts(Manifest tree, String name) {
    return tree.list(name).stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }
}
