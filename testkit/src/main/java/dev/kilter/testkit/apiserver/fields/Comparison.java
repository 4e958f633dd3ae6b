package dev.kilter.testkit.apiserver.fields;

import static dev.kilter.testkit.apiserver.fields.Steps.ABSENT;

import dev.kilter.testkit.apiserver.schema.Shape;
import dev.kilter.testkit.apiserver.schema.Shape.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields one object has and the other has not, or has otherwise. */
public record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {

  public static Comparison of(Shape shape, Map<?, ?> before, Map<?, ?> after) {
    Walk root = new Walk(new FieldSet.Builder(), new FieldSet.Builder(), new FieldSet.Builder());
    root.compare(shape, before, after);
    return new Comparison(root.added.build(), root.modified.build(), root.removed.build());
  }

  public boolean isSame() {
    return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
  }

  FieldSet changed() {
    return added.union(modified);
  }

  /** One place in both objects, and where what is found about it goes. */
  private record Walk(FieldSet.Builder added, FieldSet.Builder modified, FieldSet.Builder removed) {

    void compare(Shape shape, @Nullable Object before, @Nullable Object after) {
      boolean both = !ABSENT.equals(before) && !ABSENT.equals(after);
      Steps.Atom atom = Steps.atom(shape, Steps.isBare(after) ? before : after);
      boolean bare = Steps.isBare(before) && Steps.isBare(after);
      boolean mixed = both && !Steps.isBare(before) && atom != Steps.atom(shape, before);
      if (atom == Steps.Atom.LEAF || bare || mixed) {
        leaf(before, after);
        return;
      }
      if (atom == Steps.Atom.MAP) {
        members(shape, before, after);
      } else {
        items(Steps.list(shape), Steps.items(before), Steps.items(after));
      }
      if (ABSENT.equals(before)) {
        added.add();
      } else if (ABSENT.equals(after)) {
        removed.add();
      }
    }

    private void leaf(@Nullable Object before, @Nullable Object after) {
      if (ABSENT.equals(before)) {
        added.add();
      } else if (ABSENT.equals(after)) {
        removed.add();
      } else if (!Objects.equals(before, after)) {
        modified.add();
      }
    }

    private void members(Shape shape, @Nullable Object before, @Nullable Object after) {
      Set<String> names = new LinkedHashSet<>();
      Steps.map(before).keySet().forEach(name -> names.add(String.valueOf(name)));
      Steps.map(after).keySet().forEach(name -> names.add(String.valueOf(name)));
      for (String name : names) {
        at(Steps.field(name))
            .compare(shape.member(name), Steps.member(before, name), Steps.member(after, name));
      }
    }

    private void items(Sequence list, List<?> before, List<?> after) {
      Map<String, List<@Nullable Object>> old = byStep(list, before);
      Map<String, List<@Nullable Object>> young = byStep(list, after);
      Set<String> steps = new LinkedHashSet<>(old.keySet());
      steps.addAll(young.keySet());
      for (String step : steps) {
        List<@Nullable Object> was = old.getOrDefault(step, List.of());
        List<@Nullable Object> is = young.getOrDefault(step, List.of());
        if (was.size() <= 1 && is.size() <= 1) {
          at(step).compare(list.items(), only(was), only(is));
        } else {
          at(step).repeated(list.items(), was, is);
        }
      }
    }

    /** Items of one name count as one; where they come or go, a single one is told of too. */
    private void repeated(Shape items, List<@Nullable Object> was, List<@Nullable Object> is) {
      if (was.size() > 1 && is.size() > 1) {
        leaf(was, is);
      } else if (was.size() > 1) {
        if (!is.isEmpty()) {
          compare(items, ABSENT, is.getFirst());
        }
        removed.add();
      } else {
        if (!was.isEmpty()) {
          compare(items, was.getFirst(), ABSENT);
        }
        added.add();
      }
    }

    private static @Nullable Object only(List<@Nullable Object> items) {
      return items.isEmpty() ? ABSENT : items.getFirst();
    }

    private static Map<String, List<@Nullable Object>> byStep(Sequence list, List<?> items) {
      Map<String, List<@Nullable Object>> byStep = new LinkedHashMap<>();
      for (Object item : items) {
        byStep.computeIfAbsent(Steps.item(list, item), _ -> new ArrayList<>()).add(item);
      }
      return byStep;
    }

    private Walk at(String step) {
      return new Walk(added.at(step), modified.at(step), removed.at(step));
    }
  }
}
