package dev.kilter.testkit.apiserver.fields;

import dev.kilter.testkit.apiserver.schema.Shape;
import dev.kilter.testkit.apiserver.schema.Shape.Sequence;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of fields, in the form of FieldsV1: a step is {@code f:name}, {@code k:{keys}} or {@code
 * v:value}; a field is in the set where its node is a member, whether or not fields below are.
 */
public record FieldSet(boolean member, SortedMap<String, FieldSet> below) {
  public static final FieldSet EMPTY = new FieldSet(false, Collections.emptySortedMap());
  private static final FieldSet LEAF = new FieldSet(true, Collections.emptySortedMap());
  private static final String SELF = ".";

  public boolean isEmpty() {
    return !member && below.isEmpty();
  }

  public FieldSet at(String step) {
    return below.getOrDefault(step, EMPTY);
  }

  public FieldSet union(FieldSet other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    SortedMap<String, FieldSet> all = new TreeMap<>(below);
    other.below.forEach((step, set) -> all.merge(step, set, FieldSet::union));
    return new FieldSet(member || other.member, all);
  }

  /** Without the fields of the other set; taking a field leaves what lies below it. */
  public FieldSet minus(FieldSet other) {
    if (other.isEmpty()) {
      return this;
    }
    SortedMap<String, FieldSet> left = new TreeMap<>();
    below.forEach((step, set) -> put(left, step, set.minus(other.at(step))));
    return new FieldSet(member && !other.member, left);
  }

  public FieldSet intersection(FieldSet other) {
    SortedMap<String, FieldSet> both = new TreeMap<>();
    below.forEach((step, set) -> put(both, step, set.intersection(other.at(step))));
    return new FieldSet(member && other.member, both);
  }

  /** With the declared fields on the way to a member as members too. */
  FieldSet withNamedFields(Shape shape) {
    SortedMap<String, FieldSet> all = new TreeMap<>();
    below.forEach((step, set) -> {
      boolean named = step.startsWith("f:") && shape.declares(step.substring(2));
      FieldSet inner = set.withNamedFields(under(shape, step));
      all.put(step, named ? new FieldSet(true, inner.below) : inner);
    });
    return new FieldSet(member, all);
  }

  private static Shape under(Shape shape, String step) {
    if (step.startsWith("f:")) {
      return shape.member(step.substring(2));
    }
    return shape.resolved() instanceof Sequence sequence ? sequence.items() : Shape.Any.DEDUCED;
  }

  private static void put(SortedMap<String, FieldSet> into, String step, FieldSet set) {
    if (!set.isEmpty()) {
      into.put(step, set);
    }
  }

  /** The tree of {@code fieldsV1}. */
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    if (member && !below.isEmpty()) {
      tree.put(SELF, Map.of());
    }
    below.forEach((step, set) -> tree.put(step, set.tree()));
    return Collections.unmodifiableMap(tree);
  }

  /** Reads {@code fieldsV1}; at the top nothing stands for the whole object. */
  public static FieldSet of(Map<?, ?> tree) {
    return new FieldSet(false, steps(tree));
  }

  private static SortedMap<String, FieldSet> steps(Map<?, ?> tree) {
    SortedMap<String, FieldSet> steps = new TreeMap<>();
    tree.forEach((step, node) -> {
      if (!SELF.equals(step)) {
        Map<?, ?> inner = node instanceof Map<?, ?> map ? map : Map.of();
        boolean leaf = inner.isEmpty() || inner.containsKey(SELF);
        steps.put(String.valueOf(step), new FieldSet(leaf, steps(inner)));
      }
    });
    return steps;
  }

  /** Collects a set while a tree is walked. */
  static final class Builder {
    private final SortedMap<String, Builder> below = new TreeMap<>();
    private boolean member;

    Builder at(String step) {
      return below.computeIfAbsent(step, _ -> new Builder());
    }

    void add() {
      member = true;
    }

    FieldSet build() {
      SortedMap<String, FieldSet> built = new TreeMap<>();
      below.forEach((step, builder) -> put(built, step, builder.build()));
      return built.isEmpty() ? (member ? LEAF : EMPTY) : new FieldSet(member, built);
    }
  }
}
