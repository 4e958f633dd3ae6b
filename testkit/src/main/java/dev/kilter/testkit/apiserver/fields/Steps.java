package dev.kilter.testkit.apiserver.fields;

import dev.kilter.codec.Json;
import dev.kilter.testkit.apiserver.schema.Shape;
import dev.kilter.testkit.apiserver.schema.Shape.Relation;
import dev.kilter.testkit.apiserver.schema.Shape.Sequence;
import dev.kilter.testkit.apiserver.schema.Shape.Struct;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a value is to an owner of fields, and how an item of a list is named. */
final class Steps {
  /** Stands for a value that is not there, as opposed to null. */
  private enum Absence {
    ABSENT
  }

  static final Object ABSENT = Absence.ABSENT;

  private Steps() {}

  /** How a value counts: as one, as a map or as a list whose items are told apart. */
  enum Atom {
    LEAF,
    MAP,
    LIST
  }

  static Atom atom(Shape shape, @Nullable Object value) {
    return switch (shape.resolved()) {
      case Shape.Any(boolean atomic) ->
          !atomic && value instanceof Map<?, ?> ? Atom.MAP : Atom.LEAF;
      case Struct struct -> struct.atomic() ? Atom.LEAF : Atom.MAP;
      case Shape.Dictionary dictionary -> dictionary.atomic() ? Atom.LEAF : Atom.MAP;
      case Sequence list -> list.relation() == Relation.ATOMIC ? Atom.LEAF : Atom.LIST;
      case Shape.Scalar _, Shape.Named _ -> Atom.LEAF;
    };
  }

  static String field(String name) {
    return "f:" + name;
  }

  /** The item's step: its keys, with the defaults of those that it leaves out, or itself. */
  static String item(Sequence list, @Nullable Object item) {
    if (list.relation() == Relation.SET) {
      return "v:" + Json.text(item);
    }
    Map<String, @Nullable Object> keys = new TreeMap<>();
    Map<?, ?> fields = item instanceof Map<?, ?> map ? map : Map.of();
    Map<String, @Nullable Object> defaults =
        list.items().resolved() instanceof Struct struct ? struct.defaults() : Map.of();
    for (String key : list.keys()) {
      Object value = fields.get(key);
      if (value == null) {
        value = defaults.get(key);
      }
      if (value != null) {
        keys.put(key, value);
      }
    }
    return "k:" + Json.text(keys);
  }

  static Sequence list(Shape shape) {
    return (Sequence) shape.resolved();
  }

  static @Nullable Object member(@Nullable Object value, String name) {
    Map<?, ?> map = map(value);
    return map.containsKey(name) ? map.get(name) : ABSENT;
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<?> items(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** Maps and lists without content count as leaves where both sides have none. */
  static boolean isBare(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case Absence _ -> true;
      case Map<?, ?> map -> map.isEmpty();
      case List<?> list -> list.isEmpty();
      default -> false;
    };
  }
}
