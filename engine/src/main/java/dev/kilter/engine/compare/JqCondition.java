package dev.kilter.engine.compare;

import dev.kilter.engine.compare.JqPath.Reached;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code select} asks of a node. A missing field is null, as in jq. */
sealed interface JqCondition {
  boolean holds(@Nullable Object node);

  record Truthy(JqPath path) implements JqCondition {
    @Override
    public boolean holds(@Nullable Object node) {
      return values(path, node).stream()
          .anyMatch(value -> value.filter(found -> !Boolean.FALSE.equals(found)).isPresent());
    }
  }

  record Equal(JqPath path, Optional<Object> literal, boolean negated) implements JqCondition {
    @Override
    public boolean holds(@Nullable Object node) {
      return values(path, node).stream().anyMatch(value -> same(value, literal) != negated);
    }

    private static boolean same(Optional<Object> value, Optional<Object> literal) {
      return (value.isPresent() && literal.isPresent())
          ? Objects.equals(plain(value.get()), plain(literal.get()))
          : value.isEmpty() && literal.isEmpty();
    }

    private static Object plain(Object scalar) {
      return scalar instanceof Number number ? number.doubleValue() : scalar;
    }
  }

  /** A test of a string: startswith, endswith or contains. */
  record Text(JqPath path, String test, String argument) implements JqCondition {
    @Override
    public boolean holds(@Nullable Object node) {
      return values(path, node).stream()
          .flatMap(Optional::stream)
          .anyMatch(value -> value instanceof String text && holds(text));
    }

    private boolean holds(String text) {
      return switch (test) {
        case "startswith" -> text.startsWith(argument);
        case "endswith" -> text.endsWith(argument);
        default -> text.contains(argument);
      };
    }
  }

  record And(JqCondition left, JqCondition right) implements JqCondition {
    @Override
    public boolean holds(@Nullable Object node) {
      return left.holds(node) && right.holds(node);
    }
  }

  record Or(JqCondition left, JqCondition right) implements JqCondition {
    @Override
    public boolean holds(@Nullable Object node) {
      return left.holds(node) || right.holds(node);
    }
  }

  private static List<Optional<Object>> values(JqPath path, @Nullable Object node) {
    List<Optional<Object>> values =
        path.reach(node).stream().map(Reached::node).map(Optional::ofNullable).toList();
    return values.isEmpty() ? List.of(Optional.empty()) : values;
  }
}
