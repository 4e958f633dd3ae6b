package dev.kilter.engine.compare;

import dev.kilter.model.schema.FieldSchema.ListType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One walk over the desired and the live tree of an object that takes live values into the desired
 * one: at ignored places, and where managers whom the user trusts own what differs. Null stands for
 * absent. Items of lists find each other by their keys, else by their positions.
 */
final class LiveValues {
  private final Set<String> trusted;

  LiveValues(Set<String> trusted) {
    this.trusted = trusted;
  }

  /** Two nodes at one place, and what is ignored of each. */
  record Sides(
      @Nullable Object desired,
      @Nullable Object live,
      Pruning ignoredDesired,
      Pruning ignoredLive) {

    Sides field(String name) {
      return new Sides(
          Trees.mapOrEmpty(desired).get(name),
          Trees.mapOrEmpty(live).get(name),
          ignoredDesired.at(name),
          ignoredLive.at(name));
    }
  }

  @Nullable Object taken(Sides sides, Place place) {
    Object live = sides.live();
    if (sides.ignoredLive().here()) {
      return live;
    }
    if (sides.ignoredDesired().here()) {
      return live == null ? null : sides.desired();
    }
    return switch (sides.desired()) {
      case null -> live == null ? null : ignoredOf(live, sides.ignoredLive());
      case Map<?, ?> map when live instanceof Map<?, ?> there ->
          place.wholeMap() && trusted(map, there, place) ? there : members(sides, place);
      case List<?> list when live instanceof List<?> there ->
          items(Trees.list(list), Trees.list(there), sides, place);
      case Object desired when live != null ->
          trusted(desired, live, place) ? live : sides.ignoredDesired().cut(desired);
      case Object desired -> sides.ignoredDesired().cut(desired);
    };
  }

  private boolean trusted(Object desired, Object live, Place place) {
    return !trusted.isEmpty()
        && place.owners().anyOf(trusted)
        && !Scalars.same(desired, live, place.schema());
  }

  /** What is ignored of a live node that Git lacks; not inside of lists, whose items Git names. */
  private static @Nullable Object ignoredOf(Object live, Pruning ignored) {
    if (ignored.here()) {
      return live;
    }
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    Trees.mapOrEmpty(live)
        .forEach((name, value) -> {
          Object below = value == null ? null : ignoredOf(value, ignored.at(name));
          if (below != null) {
            kept.put(name, below);
          }
        });
    return kept.isEmpty() ? null : Collections.unmodifiableMap(kept);
  }

  private Object members(Sides sides, Place place) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>(Trees.mapOrEmpty(sides.desired()));
    Set<String> names = new LinkedHashSet<>(kept.keySet());
    names.addAll(Trees.mapOrEmpty(sides.live()).keySet());
    for (String name : names) {
      Object member = taken(sides.field(name), place.field(name));
      if (member != null) {
        kept.put(name, member);
      } else if (kept.get(name) != null) {
        kept.remove(name);
      }
    }
    return Collections.unmodifiableMap(kept);
  }

  private Object items(
      List<@Nullable Object> desired, List<@Nullable Object> live, Sides sides, Place place) {
    ListType type = place.sequence().type();
    if (type == ListType.ATOMIC && trusted(desired, live, place)) {
      return live;
    }
    Optional<Object> kept =
        switch (type) {
          case MAP ->
              matched(
                  KeyedLists.byKey(desired, place),
                  KeyedLists.byKey(live, place),
                  sides,
                  (key, _) -> place.item(key));
          case SET ->
              matched(tokens(desired), tokens(live), sides, (_, member) -> place.element(member));
          case ATOMIC -> Optional.empty();
        };
    return kept.orElseGet(() -> positional(desired, live, sides, place));
  }

  private static Optional<Map<String, Object>> tokens(List<@Nullable Object> members) {
    return KeyedLists.byToken(members).filter(byToken -> byToken.size() == members.size());
  }

  /** In Git's order; what only live has, and is ignored as a whole, comes last. */
  private <K> Optional<Object> matched(
      Optional<Map<K, Object>> desired,
      Optional<Map<K, Object>> live,
      Sides sides,
      BiFunction<K, Object, Place> places) {
    if (desired.isEmpty() || live.isEmpty()) {
      return Optional.empty();
    }
    List<@Nullable Object> kept = new ArrayList<>();
    Map<K, Integer> positions = positions(live.get());
    int mine = 0;
    for (Map.Entry<K, Object> entry : desired.get().entrySet()) {
      Pruning ignored = sides.ignoredDesired().at(mine++);
      Integer theirs = positions.get(entry.getKey());
      Object taken =
          theirs == null
              ? added(entry.getValue(), ignored)
              : taken(
                  new Sides(
                      entry.getValue(),
                      live.get().get(entry.getKey()),
                      ignored,
                      sides.ignoredLive().at(theirs)),
                  places.apply(entry.getKey(), entry.getValue()));
      if (taken != null) {
        kept.add(taken);
      }
    }
    live.get()
        .forEach((key, item) -> {
          boolean ignored = sides.ignoredLive().at(positions.getOrDefault(key, -1)).here();
          if (ignored && !desired.get().containsKey(key)) {
            kept.add(item);
          }
        });
    return Optional.of(Collections.unmodifiableList(kept));
  }

  /** An item that is new has no live values that could be kept. */
  private static @Nullable Object added(Object item, Pruning ignored) {
    return ignored.here() ? null : item;
  }

  private static <K> Map<K, Integer> positions(Map<K, Object> items) {
    Map<K, Integer> positions = new HashMap<>();
    items.keySet().forEach(key -> positions.put(key, positions.size()));
    return positions;
  }

  /** Items that are ignored as a whole stand where live has them. */
  private Object positional(
      List<@Nullable Object> desired, List<@Nullable Object> live, Sides sides, Place place) {
    List<@Nullable Object> kept = new ArrayList<>();
    boolean whole = anyHere(desired, sides.ignoredDesired()) || anyHere(live, sides.ignoredLive());
    for (int i = 0; i < desired.size(); i++) {
      boolean there = i < live.size();
      Sides item =
          new Sides(
              desired.get(i),
              there ? live.get(i) : null,
              sides.ignoredDesired().at(i),
              sides.ignoredLive().at(i));
      if (!whole) {
        kept.add(there ? taken(item, place.index(i)) : item.desired());
      } else if (!item.ignoredDesired().here()) {
        kept.add(item.desired());
      }
    }
    for (int i = 0; i < live.size(); i++) {
      if (sides.ignoredLive().at(i).here()) {
        kept.add(Math.min(i, kept.size()), live.get(i));
      }
    }
    return Collections.unmodifiableList(kept);
  }

  private static boolean anyHere(List<?> items, Pruning ignored) {
    for (int i = 0; i < items.size(); i++) {
      if (ignored.at(i).here()) {
        return true;
      }
    }
    return false;
  }
}
