package dev.kilter.render.cache;

import dev.kilter.model.render.RenderRequest;
import java.util.Map;
import java.util.TreeMap;

/** At which commits a request is made: its own, and those of the sources that it refers to. */
record Commits(String own, Map<String, String> references) {

  static Commits of(RenderRequest request) {
    Map<String, String> references = new TreeMap<>();
    request
        .references()
        .forEach((name, reference) -> references.put(name, reference.tree().commit()));
    return new Commits(request.tree().commit(), references);
  }
}
