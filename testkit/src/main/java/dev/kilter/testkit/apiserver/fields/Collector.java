package dev.kilter.testkit.apiserver.fields;

import dev.kilter.testkit.apiserver.schema.Shape;
import dev.kilter.testkit.apiserver.schema.Shape.Sequence;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All fields of an object, as an apply takes them. */
final class Collector {
  private Collector() {}

  static FieldSet of(Shape shape, Map<?, ?> object) {
    FieldSet.Builder root = new FieldSet.Builder();
    collect(shape, object, root);
    FieldSet all = root.build();
    return new FieldSet(false, all.below());
  }

  private static void collect(Shape shape, @Nullable Object value, FieldSet.Builder into) {
    switch (Steps.atom(shape, value)) {
      case LEAF -> into.add();
      case MAP ->
          Steps.map(value)
              .forEach((name, inner) -> member(shape, String.valueOf(name), inner, into));
      case LIST -> {
        Sequence list = Steps.list(shape);
        Map<String, List<Object>> named =
            Steps.items(value).stream()
                .collect(Collectors.groupingBy(item -> Steps.item(list, item)));
        named.forEach((step, items) -> {
          if (items.size() == 1) {
            collect(list.items(), items.getFirst(), into.at(step));
          }
          into.at(step).add();
        });
      }
    }
  }

  private static void member(
      Shape shape, String name, @Nullable Object value, FieldSet.Builder into) {
    FieldSet.Builder below = into.at(Steps.field(name));
    collect(shape.member(name), value, below);
    boolean empty = value == null || (value instanceof Map<?, ?> map && map.isEmpty());
    if (empty || !shape.declares(name)) {
      below.add();
    }
  }
}
