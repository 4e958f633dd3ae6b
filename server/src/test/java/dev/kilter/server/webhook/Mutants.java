package dev.kilter.server.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of a tree, in each of which one node is replaced by something that it should not be. */
final class Mutants {
  private Mutants() {}

  static List<@Nullable Object> of(@Nullable Object tree) {
    List<@Nullable Object> mutants = new ArrayList<>();
    mutants.add(null);
    mutants.add("");
    mutants.add(0L);
    mutants.add(List.of());
    mutants.add(Map.of());
    mutants.add(deep());
    switch (tree) {
      case Map<?, ?> map ->
          map.forEach((key, value) -> {
            for (Object mutant : of(value)) {
              Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
              copy.put(key, mutant);
              mutants.add(copy);
            }
          });
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          for (Object mutant : of(list.get(i))) {
            List<@Nullable Object> copy = new ArrayList<>(list);
            copy.set(i, mutant);
            mutants.add(copy);
          }
        }
      }
      case null, default -> {}
    }
    return mutants;
  }

  private static Object deep() {
    Object node = "end";
    for (int i = 0; i < 50; i++) {
      node = Map.of("x", List.of(node));
    }
    return node;
  }
}
