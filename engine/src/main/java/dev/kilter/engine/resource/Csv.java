package dev.kilter.engine.resource;

import java.util.Arrays;
import java.util.List;

/** Comma-separated annotation values, as Argo CD reads them: stripped, empty ones left out. */
final class Csv {
  private Csv() {}

  static List<String> values(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList();
  }
}
