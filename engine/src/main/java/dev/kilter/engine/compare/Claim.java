package dev.kilter.engine.compare;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one manager owns at one place of an object and below it. */
sealed interface Claim {
  FieldManager manager();

  /** The claim on a member of a struct or map. */
  Optional<Claim> field(String name);

  /** The claim on an item of a keyed list; {@code keyOf} tells an item's token. */
  Optional<Claim> item(ItemKey key, Function<@Nullable Object, Optional<ItemKey>> keyOf);

  /** The claim on a member of a set. */
  Optional<Claim> element(String token);

  /** Whether the place itself is owned, not only something below it. */
  boolean here();

  /** A subtree of FieldsV1. */
  record Managed(FieldManager manager, Map<String, @Nullable Object> fields) implements Claim {
    @Override
    public Optional<Claim> field(String name) {
      return child("f:" + name);
    }

    @Override
    public Optional<Claim> item(ItemKey key, Function<@Nullable Object, Optional<ItemKey>> keyOf) {
      return child(key.token());
    }

    @Override
    public Optional<Claim> element(String token) {
      return child(token);
    }

    @Override
    public boolean here() {
      return fields.isEmpty() || fields.containsKey(".");
    }

    private Optional<Claim> child(String step) {
      return fields.get(step) instanceof Map<?, ?> below
          ? Optional.of(new Managed(manager, Trees.map(below)))
          : Optional.empty();
    }
  }

  /** A subtree of the last-applied configuration: what it holds, a client-side apply set. */
  record LastApplied(Object node) implements Claim {
    static final FieldManager MANAGER = new FieldManager("last-applied", false, "");

    @Override
    public FieldManager manager() {
      return MANAGER;
    }

    @Override
    public Optional<Claim> field(String name) {
      return Optional.ofNullable(Trees.mapOrEmpty(node).get(name)).map(LastApplied::new);
    }

    @Override
    public Optional<Claim> item(ItemKey key, Function<@Nullable Object, Optional<ItemKey>> keyOf) {
      for (Object item : Trees.listOrEmpty(node)) {
        if (item != null && keyOf.apply(item).filter(key::equals).isPresent()) {
          return Optional.of(new LastApplied(item));
        }
      }
      return Optional.empty();
    }

    @Override
    public Optional<Claim> element(String token) {
      for (Object item : Trees.listOrEmpty(node)) {
        if (item != null && ItemKey.element(item).equals(token)) {
          return Optional.of(new LastApplied(item));
        }
      }
      return Optional.empty();
    }

    @Override
    public boolean here() {
      return true;
    }
  }
}
