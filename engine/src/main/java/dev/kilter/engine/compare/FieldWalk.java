package dev.kilter.engine.compare;

import dev.kilter.model.schema.FieldSchema.ListType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One walk over the desired and the live tree of an object, which notes what differs and builds
 * what live would be after an apply: the very live node where nothing does. Null stands for absent.
 *
 * <p>A desired field that live has otherwise, or not at all, differs. A live field that Git lacks
 * differs only where our apply (or a client-side one) set it and nobody else holds it; inside of
 * atomic lists and maps always, but for the server's defaults.
 */
final class FieldWalk {
  /** Whether the object was ever applied in a way that left a record of what was set. */
  private final boolean applied;

  private final Set<String> trusted;
  private final List<FieldDifference> differences = new ArrayList<>();

  /** {@code trusted} are managers whose fields the user does not want compared. */
  FieldWalk(Owners root, Set<String> trusted) {
    this.applied = root.applied();
    this.trusted = trusted;
  }

  List<FieldDifference> differences() {
    return differences;
  }

  @Nullable Object merge(@Nullable Object desired, @Nullable Object live, Place place) {
    return switch (desired) {
      case null -> live == null ? null : removed(live, place);
      case Map<?, ?> map when live == null || live instanceof Map<?, ?> ->
          maps(Trees.map(map), live, place);
      case List<?> list when live == null || live instanceof List<?> ->
          lists(Trees.list(list), live, place);
      default -> scalars(desired, live, place);
    };
  }

  private @Nullable Object scalars(Object desired, @Nullable Object live, Place place) {
    if (live == null ? missingIsSame(desired, place) : same(desired, live, place)) {
      return live;
    }
    return differs(desired, live, place);
  }

  private static boolean same(Object desired, Object live, Place place) {
    return Scalars.same(desired, live, place.schema());
  }

  /** Whether live may lack this scalar or empty struct although Git has it. */
  private boolean missingIsSame(Object desired, Place place) {
    if (desired.equals(place.defaultValue())) {
      return true;
    }
    if (desired instanceof Map<?, ?>) {
      return !place.atomic() && droppedByServer(place);
    }
    return Trees.zero(desired) && (place.atomic() || droppedByServer(place));
  }

  /** What we are known to have applied and is not there was dropped by the server, as zero is. */
  private boolean droppedByServer(Place place) {
    return !applied || place.owners().applied();
  }

  private @Nullable Object maps(
      Map<String, @Nullable Object> desired, @Nullable Object live, Place place) {
    if (live == null) {
      return desired.isEmpty() ? emptyMap(desired, place) : added(desired, place);
    }
    return mapMembers(desired, Trees.map(live), place.wholeMap() ? place.whole() : place);
  }

  private @Nullable Object emptyMap(Map<String, @Nullable Object> desired, Place place) {
    return place.freeKeys() || missingIsSame(desired, place) ? null : differs(desired, null, place);
  }

  /** A struct or map that live lacks: one difference for all of it, if anything in it counts. */
  private @Nullable Object added(Map<String, @Nullable Object> desired, Place place) {
    int before = differences.size();
    Place inside = place.wholeMap() ? place.whole() : place;
    Object merged = mapMembers(desired, Map.of(), inside);
    if (differences.size() == before) {
      return null;
    }
    differences.subList(before, differences.size()).clear();
    Object kept = differs(desired, null, place);
    return kept == null ? null : merged;
  }

  private Object mapMembers(
      Map<String, @Nullable Object> desired, Map<String, @Nullable Object> live, Place place) {
    Map<String, @Nullable Object> merged = null;
    for (Map.Entry<String, @Nullable Object> entry : desired.entrySet()) {
      Object mine = entry.getValue();
      String name = entry.getKey();
      Object theirs = live.get(name);
      if (mine instanceof Map || mine instanceof List || (mine != null && !mine.equals(theirs))) {
        Object member = merge(mine, theirs, place.field(name));
        merged = replaced(merged, live, name, member);
      }
    }
    if (!place.atomic() && place.owners().none()) {
      return merged == null ? live : Collections.unmodifiableMap(merged);
    }
    for (Map.Entry<String, @Nullable Object> entry : live.entrySet()) {
      Object theirs = entry.getValue();
      String name = entry.getKey();
      if (theirs != null && desired.get(name) == null) {
        Object member = removed(theirs, place.field(name));
        merged = replaced(merged, live, name, member);
      }
    }
    return merged == null ? live : Collections.unmodifiableMap(merged);
  }

  /** Copies live at the first member that is not the same. */
  private static @Nullable Map<String, @Nullable Object> replaced(
      @Nullable Map<String, @Nullable Object> merged,
      Map<String, @Nullable Object> live,
      String name,
      @Nullable Object member) {
    if (Trees.sameNode(member, live.get(name))) {
      return merged;
    }
    Map<String, @Nullable Object> copy = merged == null ? new LinkedHashMap<>(live) : merged;
    if (member == null) {
      copy.remove(name);
    } else {
      copy.put(name, member);
    }
    return copy;
  }

  private @Nullable Object lists(
      List<@Nullable Object> desired, @Nullable Object live, Place place) {
    List<@Nullable Object> theirs = Trees.listOrEmpty(live);
    if (desired.isEmpty() && theirs.isEmpty()) {
      return live;
    }
    ListType type = place.atomic() ? ListType.ATOMIC : place.sequence().type();
    Optional<List<@Nullable Object>> merged =
        switch (type) {
          case MAP -> KeyedLists.merge(this, desired, theirs, place);
          case SET -> KeyedLists.mergeSet(this, desired, theirs, place);
          case ATOMIC -> Optional.empty();
        };
    if (merged.isPresent()) {
      return Trees.sameNode(merged.get(), theirs) ? live : merged.get();
    }
    return positional(desired, theirs, live, place.whole());
  }

  private @Nullable Object positional(
      List<@Nullable Object> desired,
      List<@Nullable Object> theirs,
      @Nullable Object live,
      Place place) {
    if (desired.size() != theirs.size()) {
      return differs(desired, live, place);
    }
    List<@Nullable Object> merged = null;
    for (int i = 0; i < desired.size(); i++) {
      Object item = merge(desired.get(i), theirs.get(i), place.index(i));
      if (!Trees.sameNode(item, theirs.get(i))) {
        merged = merged == null ? new ArrayList<>(theirs) : merged;
        merged.set(i, item);
      }
    }
    return merged == null ? live : Collections.unmodifiableList(merged);
  }

  /** What becomes of a live node that Git lacks; null where an apply takes it away. */
  @Nullable Object removed(Object live, Place place) {
    boolean empty =
        (live instanceof List<?> list && list.isEmpty())
            || (live instanceof Map<?, ?> map && map.isEmpty() && place.freeKeys());
    if (empty || live.equals(place.defaultValue())) {
      return live;
    }
    if (place.atomic()) {
      return Trees.zero(live) ? live : differs(null, live, place);
    }
    return place.owners().none() ? live : removedByOwner(live, place);
  }

  private @Nullable Object removedByOwner(Object live, Place place) {
    return switch (live) {
      case Map<?, ?> map when !map.isEmpty() && !place.wholeMap() ->
          mapMembers(Map.of(), Trees.map(map), place);
      case List<?> list when place.sequence().type() != ListType.ATOMIC ->
          lists(List.of(), list, place);
      default -> giveUp(live, place);
    };
  }

  /** Takes away what we own and nobody else does. */
  @Nullable Object giveUp(Object live, Place place) {
    Owners owners = place.owners();
    boolean ours = owners.applied() || writtenByUpdate(place);
    return ours && !owners.othersToo() ? differs(null, live, place) : live;
  }

  /**
   * An Update of ours without a record of what it set (a replace): server defaults look like ours,
   * but they never are members of free maps, so only these count.
   */
  private boolean writtenByUpdate(Place place) {
    return !applied && place.owners().ours() && place.freeMember();
  }

  /** Notes a difference, unless the live value belongs to a manager that the user trusts. */
  @Nullable Object differs(@Nullable Object desired, @Nullable Object live, Place place) {
    if (!trusted.isEmpty() && place.owners().anyOf(trusted)) {
      return live;
    }
    differences.add(
        new FieldDifference(
            place.path().toString(),
            Optional.ofNullable(desired),
            Optional.ofNullable(live),
            live == null ? List.of() : place.owners().names()));
    return desired;
  }
}
