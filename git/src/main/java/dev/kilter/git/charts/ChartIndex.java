package dev.kilter.git.charts;

import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@code index.yaml}: the versions of each chart. Large ones hold thousands of charts. */
final class ChartIndex {
  private final String text;

  ChartIndex(String text) {
    this.text = text;
  }

  /** The versions of a chart; empty where it is not listed. CodecException where it is no index. */
  List<ChartVersion> versions(String chart) {
    Manifest index = tree(entryAlone(chart).orElse(text));
    return index.items("entries", chart).stream()
        .map(entry ->
            new ChartVersion(
                entry.text("version").orElse(""),
                entry.list("urls").stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList(),
                entry.text("digest").orElse("").replaceFirst("^sha256:", ""),
                entry.at("appVersion").map(String::valueOf).orElse(""),
                entry.text("description").orElse("")))
        .filter(version -> !version.version().isEmpty())
        .toList();
  }

  @SuppressWarnings("unchecked") // the codec makes maps with string keys only
  private static Manifest tree(String yaml) {
    return Yaml.parse(yaml) instanceof Map<?, ?> map
        ? Manifest.of((Map<String, @Nullable Object>) map)
        : Manifest.of(Map.of());
  }

  /** Helm writes every index alike; where this one is, only the lines of the chart are parsed. */
  private Optional<String> entryAlone(String chart) {
    int entries = text.indexOf("\nentries:\n");
    int start = text.indexOf("\n  " + chart + ":\n  - ", Math.max(0, entries));
    if (entries < 0 || start < 0) {
      return Optional.empty();
    }
    int from = start + 1;
    int at = text.indexOf('\n', from) + 1;
    while (at > 0
        && at < text.length()
        && (text.startsWith("  - ", at) || text.startsWith("   ", at))) {
      at = text.indexOf('\n', at) + 1;
    }
    int end = at <= 0 ? text.length() : at;
    return Optional.of("entries:\n" + text.substring(from, end));
  }
}
