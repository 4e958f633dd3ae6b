package dev.kilter.cluster.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Shares equal texts that many objects have: namespaces, nodes, images. Bounded. */
final class Interner {
  private static final int LIMIT = 65_536;

  private final Map<String, String> texts = new ConcurrentHashMap<>();

  String share(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String known = texts.get(text);
    if (known != null) {
      return known;
    }
    if (texts.size() >= LIMIT) {
      return text;
    }
    String raced = texts.putIfAbsent(text, text);
    return raced == null ? text : raced;
  }
}
