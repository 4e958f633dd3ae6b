package dev.kilter.engine.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of jq that names places: {@code .a.b}, {@code .a["x"]}, {@code .a[]}, {@code .a[0]},
 * {@code ?}, {@code select(...)} with comparisons, {@code and}, {@code or} and a few tests on
 * strings, joined by {@code |}, and alternatives by {@code ,}. It can neither loop nor fail.
 */
record JqPath(List<List<Step>> alternatives) implements IgnoredPath {
  JqPath {
    alternatives = alternatives.stream().map(List::copyOf).toList();
  }

  /** Throws {@link IllegalArgumentException}, whose message is for the user. */
  static JqPath parse(String text) {
    return new JqParser(text).parse();
  }

  /** One step of a path. */
  sealed interface Step {
    record Field(String name) implements Step {}

    record Index(int index) implements Step {}

    record Each() implements Step {}

    record Select(JqCondition condition) implements Step {}
  }

  /** A node and how it was reached. */
  record Reached(@Nullable Object node, List<Object> steps) {
    Reached to(Object step, @Nullable Object child) {
      List<Object> longer = new ArrayList<>(steps);
      longer.add(step);
      return new Reached(child, List.copyOf(longer));
    }
  }

  @Override
  public List<List<Object>> find(@Nullable Object root) {
    return reach(root).stream().map(Reached::steps).filter(steps -> !steps.isEmpty()).toList();
  }

  List<Reached> reach(@Nullable Object root) {
    List<Reached> found = new ArrayList<>();
    for (List<Step> steps : alternatives) {
      List<Reached> reached = List.of(new Reached(root, List.of()));
      for (Step step : steps) {
        List<Reached> next = new ArrayList<>();
        reached.forEach(from -> follow(step, from, next));
        reached = next;
      }
      found.addAll(reached);
    }
    return found;
  }

  private static void follow(Step step, Reached from, List<Reached> into) {
    switch (step) {
      case Step.Field(String name) -> {
        if (from.node() instanceof Map<?, ?> map && map.containsKey(name)) {
          into.add(from.to(name, map.get(name)));
        }
      }
      case Step.Index(int index) -> {
        if (from.node() instanceof List<?> list) {
          int position = index < 0 ? list.size() + index : index;
          if (position >= 0 && position < list.size()) {
            into.add(from.to(position, list.get(position)));
          }
        }
      }
      case Step.Each() -> each(from, into);
      case Step.Select(JqCondition condition) -> {
        if (condition.holds(from.node())) {
          into.add(from);
        }
      }
    }
  }

  private static void each(Reached from, List<Reached> into) {
    if (from.node() instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        into.add(from.to(i, list.get(i)));
      }
    } else if (from.node() instanceof Map<?, ?> map) {
      map.forEach((key, value) -> into.add(from.to(key, value)));
    }
  }
}
