package dev.kilter.engine.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists whose order means nothing: items with keys, and sets. Live order is kept, new items come
 * last. Empty where items lack their keys or repeat them, so that only positions can be compared.
 */
final class KeyedLists {
  private KeyedLists() {}

  static Optional<List<@Nullable Object>> merge(
      FieldWalk walk, List<@Nullable Object> desired, List<@Nullable Object> live, Place place) {
    Optional<Map<ItemKey, Object>> mine = byKey(desired, place);
    Optional<Map<ItemKey, Object>> theirs = byKey(live, place);
    if (mine.isEmpty() || theirs.isEmpty()) {
      return Optional.empty();
    }
    List<@Nullable Object> merged = new ArrayList<>();
    theirs
        .get()
        .forEach((key, item) -> {
          Object wanted = mine.get().get(key);
          Place at = place.item(key);
          keep(merged, wanted == null ? givenUp(walk, item, at) : walk.merge(wanted, item, at));
        });
    mine.get()
        .forEach((key, item) -> {
          if (!theirs.get().containsKey(key)) {
            keep(merged, walk.differs(item, null, place.item(key)));
          }
        });
    return Optional.of(sameAs(live, merged));
  }

  static Optional<List<@Nullable Object>> mergeSet(
      FieldWalk walk, List<@Nullable Object> desired, List<@Nullable Object> live, Place place) {
    Optional<Map<String, Object>> mine = byToken(desired);
    Optional<Map<String, Object>> theirs = byToken(live);
    if (mine.isEmpty() || theirs.isEmpty()) {
      return Optional.empty();
    }
    List<@Nullable Object> merged = new ArrayList<>();
    theirs
        .get()
        .forEach((token, member) ->
            keep(
                merged,
                mine.get().containsKey(token)
                    ? member
                    : givenUp(walk, member, place.element(member))));
    mine.get()
        .forEach((token, member) -> {
          if (!theirs.get().containsKey(token)) {
            keep(merged, walk.differs(member, null, place.element(member)));
          }
        });
    return Optional.of(sameAs(live, merged));
  }

  private static @Nullable Object givenUp(FieldWalk walk, Object live, Place place) {
    return place.owners().none() ? live : walk.giveUp(live, place);
  }

  private static void keep(List<@Nullable Object> merged, @Nullable Object item) {
    if (item != null) {
      merged.add(item);
    }
  }

  /** The very live list where every item stayed what it was. */
  private static List<@Nullable Object> sameAs(
      List<@Nullable Object> live, List<@Nullable Object> merged) {
    boolean same = live.size() == merged.size();
    for (int i = 0; same && i < merged.size(); i++) {
      same = Trees.sameNode(merged.get(i), live.get(i));
    }
    return same ? live : Collections.unmodifiableList(merged);
  }

  /** Empty where an item has no key, or shares it. */
  static Optional<Map<ItemKey, Object>> byKey(List<@Nullable Object> items, Place place) {
    Map<ItemKey, Object> byKey = new LinkedHashMap<>();
    for (Object item : items) {
      Optional<ItemKey> key = place.keyOf(item);
      if (item == null || key.isEmpty() || byKey.put(key.get(), item) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(byKey);
  }

  static Optional<Map<String, Object>> byToken(List<@Nullable Object> members) {
    Map<String, Object> byToken = new LinkedHashMap<>();
    for (Object member : members) {
      if (member == null || member instanceof Map || member instanceof List) {
        return Optional.empty();
      }
      byToken.put(ItemKey.element(member), member);
    }
    return Optional.of(byToken);
  }
}
