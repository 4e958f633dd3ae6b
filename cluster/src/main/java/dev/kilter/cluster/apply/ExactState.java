package dev.kilter.cluster.apply;

import dev.kilter.model.cluster.ResourceApplier;
import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server-side apply is proved to change nothing, so that its request can be left out, as
 * kubectl leaves out an empty patch: our apply owns exactly the fields that the manifest names, and
 * the live object has each of them with exactly this value. Where the proof is not plain (another
 * apiVersion, a key that the server completed, another order), there is none, and the server
 * decides.
 */
final class ExactState {
  private static final String FIELD = "f:";
  private static final String ITSELF = ".";

  /** What names an object is no field of it. */
  private static final Set<String> NAMES = Set.of("apiVersion", "kind");

  private static final Set<String> METADATA_NAMES = Set.of("name", "namespace");

  private ExactState() {}

  static boolean proved(Manifest desired, Manifest live) {
    return desired.apiVersion().equals(live.apiVersion())
        && live.text("metadata", "deletionTimestamp").isEmpty()
        && ours(live)
            .filter(entry -> entry.apiVersion().equals(desired.apiVersion()))
            .filter(entry -> root(desired, live, entry.map("fieldsV1")))
            .isPresent();
  }

  private static Optional<Manifest> ours(Manifest live) {
    return live.items("metadata", "managedFields").stream()
        .filter(entry ->
            entry.text("manager").orElse("").equals(ResourceApplier.FIELD_MANAGER)
                && entry.text("operation").orElse("").equals("Apply")
                && entry.text("subresource").orElse("").isEmpty())
        .findFirst();
  }

  private static boolean root(Manifest desired, Manifest live, Map<?, ?> owned) {
    return members(
            desired.map("metadata"), live.map("metadata"), below(owned, "metadata"), METADATA_NAMES)
        && desired.root().keySet().stream()
            .filter(field -> !NAMES.contains(field) && !field.equals("metadata"))
            .allMatch(field -> member(field, desired.root(), live.root(), owned))
        && fields(owned) == desired.root().size() - NAMES.size();
  }

  private static boolean members(
      Map<?, ?> desired, Map<?, ?> live, Map<?, ?> owned, Set<String> names) {
    int left = 0;
    for (Object field : desired.keySet()) {
      if (names.contains(field)) {
        left++;
      } else if (!member(field, desired, live, owned)) {
        return false;
      }
    }
    return fields(owned) == desired.size() - left;
  }

  /** How many fields or items are owned. */
  private static long fields(Map<?, ?> owned) {
    return owned.keySet().stream().filter(step -> !step.equals(ITSELF)).count();
  }

  private static boolean member(Object field, Map<?, ?> desired, Map<?, ?> live, Map<?, ?> owned) {
    return owned.get(FIELD + field) instanceof Map<?, ?> below
        && same(desired.get(field), live.get(field), below);
  }

  private static Map<?, ?> below(Map<?, ?> owned, String field) {
    return owned.get(FIELD + field) instanceof Map<?, ?> below ? below : Map.of();
  }

  /** An owned place without anything below it is owned as a whole. */
  private static boolean same(@Nullable Object desired, @Nullable Object live, Map<?, ?> owned) {
    if (desired == null) {
      return false;
    }
    if (owned.isEmpty()) {
      return desired.equals(live);
    }
    return switch (desired) {
      case Map<?, ?> map when live instanceof Map<?, ?> there ->
          members(map, there, owned, Set.of());
      case List<?> list when live instanceof List<?> there -> items(list, there, owned);
      default -> false;
    };
  }

  /** Each item is owned and live, in the order in which Git has them. */
  private static boolean items(List<?> desired, List<?> live, Map<?, ?> owned) {
    List<OwnedItem> claims = owned.entrySet().stream().map(OwnedItem::of).toList();
    int from = 0;
    for (Object item : desired) {
      Optional<OwnedItem> claim = claims.stream().filter(owner -> owner.names(item)).findFirst();
      int at = claim.map(owner -> owner.find(live)).orElse(-1);
      if (at < from || !same(item, live.get(at), claim.orElseThrow().below())) {
        return false;
      }
      from = at + 1;
    }
    return fields(owned) == desired.size();
  }
}
