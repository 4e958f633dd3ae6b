package dev.kilter.testkit.apiserver.fields;

import static dev.kilter.testkit.apiserver.fields.Steps.ABSENT;

import dev.kilter.testkit.apiserver.schema.Shape;
import dev.kilter.testkit.apiserver.schema.Shape.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The live object with all that an applied one says; lists keep the order of both. */
final class Merge {
  private Merge() {}

  static Map<String, @Nullable Object> of(
      Shape shape, Map<String, @Nullable Object> live, Map<String, @Nullable Object> applied) {
    return members(shape, live, applied);
  }

  private static @Nullable Object merge(
      Shape shape, @Nullable Object live, @Nullable Object applied) {
    if (ABSENT.equals(applied)) {
      return live;
    }
    if (ABSENT.equals(live) || live == null) {
      return applied;
    }
    Steps.Atom atom = Steps.atom(shape, applied == null ? live : applied);
    if (atom == Steps.Atom.LEAF || (Steps.isBare(live) && Steps.isBare(applied))) {
      return applied;
    }
    return atom == Steps.Atom.MAP
        ? members(shape, Steps.map(live), Steps.map(applied))
        : new Lists(Steps.list(shape), Steps.items(live), Steps.items(applied)).merged();
  }

  private static Map<String, @Nullable Object> members(
      Shape shape, Map<?, ?> live, Map<?, ?> applied) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    live.forEach((key, value) -> {
      String name = String.valueOf(key);
      merged.put(name, merge(shape.member(name), value, Steps.member(applied, name)));
    });
    applied.forEach((key, value) -> {
      if (!live.containsKey(key)) {
        merged.put(String.valueOf(key), value);
      }
    });
    return Collections.unmodifiableMap(merged);
  }

  /** Merges two lists whose items have names. */
  private static final class Lists {
    private final Sequence shape;
    private final List<?> live;
    private final List<String> liveSteps;
    private final List<String> appliedSteps;
    private final Map<String, @Nullable Object> liveItems = new HashMap<>();
    private final Map<String, @Nullable Object> appliedItems = new HashMap<>();
    private final Queue<String> shared = new ArrayDeque<>();
    private final Set<String> done = new HashSet<>();
    private final List<@Nullable Object> merged = new ArrayList<>();

    Lists(Sequence shape, List<?> live, List<?> applied) {
      this.shape = shape;
      this.live = live;
      this.liveSteps = steps(live, liveItems);
      this.appliedSteps = steps(applied, appliedItems);
      appliedSteps.stream().filter(liveItems::containsKey).forEach(shared::add);
    }

    private List<String> steps(List<?> items, Map<String, @Nullable Object> byStep) {
      List<String> steps = new ArrayList<>();
      for (Object item : items) {
        String step = Steps.item(shape, item);
        steps.add(step);
        byStep.put(step, item);
      }
      return steps;
    }

    List<@Nullable Object> merged() {
      int l = 0;
      int r = 0;
      while (l < liveSteps.size() || r < appliedSteps.size()) {
        if (l < liveSteps.size() && r < appliedSteps.size()) {
          String step = liveSteps.get(l);
          if (step.equals(appliedSteps.get(r))) {
            take(step);
            shared.poll();
            l++;
            r++;
            continue;
          }
          if (appliedItems.containsKey(step)
              && !shared.isEmpty()
              && !Objects.equals(shared.peek(), step)) {
            l++;
            continue;
          }
        }
        if (l < liveSteps.size()) {
          String step = liveSteps.get(l);
          if (!appliedItems.containsKey(step)) {
            merged.add(live.get(l));
            l++;
            continue;
          }
          if (done.contains(step)) {
            l++;
          }
        }
        if (r < appliedSteps.size()) {
          String step = appliedSteps.get(r);
          take(step);
          if (step.equals(shared.peek())) {
            shared.poll();
          }
          r++;
        }
      }
      return Collections.unmodifiableList(merged);
    }

    private void take(String step) {
      done.add(step);
      Object before = liveItems.containsKey(step) ? liveItems.get(step) : ABSENT;
      merged.add(merge(shape.items(), before, appliedItems.get(step)));
    }
  }
}
