package dev.kilter.engine.compare;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a place of a live object, from its managedFields and its last-applied configuration.
 * Status writers are left out: they own nothing that Git could hold.
 */
record Owners(List<Claim> claims) {
  static final Owners NOBODY = new Owners(List.of());

  /** Owners of the root of a live object. */
  static Owners of(Manifest live) {
    List<Claim> claims = new ArrayList<>();
    for (Manifest entry : live.items("metadata", "managedFields")) {
      FieldManager manager =
          new FieldManager(
              entry.text("manager").orElse(""),
              entry.text("operation").filter("Apply"::equals).isPresent(),
              entry.text("subresource").orElse(""));
      if (!manager.subresource().equals("status")) {
        claims.add(new Claim.Managed(manager, entry.map("fieldsV1")));
      }
    }
    live.annotation(Annotations.LAST_APPLIED)
        .flatMap(JsonReader::read)
        .filter(Map.class::isInstance)
        .ifPresent(applied -> claims.add(new Claim.LastApplied(applied)));
    return new Owners(List.copyOf(claims));
  }

  Owners field(String name) {
    return below(claim -> claim.field(name));
  }

  Owners item(ItemKey key, Function<@Nullable Object, Optional<ItemKey>> keyOf) {
    return below(claim -> claim.item(key, keyOf));
  }

  Owners element(String token) {
    return below(claim -> claim.element(token));
  }

  private Owners below(Function<Claim, Optional<Claim>> step) {
    if (claims.isEmpty()) {
      return NOBODY;
    }
    List<Claim> kept = new ArrayList<>(claims.size());
    for (Claim claim : claims) {
      step.apply(claim).ifPresent(kept::add);
    }
    return kept.isEmpty() ? NOBODY : new Owners(kept);
  }

  boolean none() {
    return claims.isEmpty();
  }

  /**
   * Whether a server-side apply of ours, or a client-side apply, is known to have set something.
   */
  boolean applied() {
    return claims.stream().anyMatch(Owners::applied);
  }

  /** Whether we wrote something here in any way. */
  boolean ours() {
    return claims.stream().anyMatch(claim -> claim.manager().ours());
  }

  /** Whether someone else would keep this alive after we gave it up. */
  boolean othersToo() {
    return claims.stream()
        .anyMatch(claim -> !(claim instanceof Claim.LastApplied) && !claim.manager().becomesOurs());
  }

  private static boolean applied(Claim claim) {
    return claim instanceof Claim.LastApplied
        || (claim.manager().ours() && claim.manager().apply());
  }

  boolean anyOf(Set<String> managers) {
    return claims.stream().anyMatch(claim -> managers.contains(claim.manager().name()));
  }

  /** Managers other than us, in the order of the object. */
  List<FieldManager> others() {
    return claims.stream()
        .filter(claim -> !(claim instanceof Claim.LastApplied))
        .map(Claim::manager)
        .filter(manager -> !manager.ours())
        .distinct()
        .toList();
  }

  /** Everyone, in the words of people. */
  List<String> names() {
    return claims.stream()
        .filter(claim -> !(claim instanceof Claim.LastApplied))
        .map(claim -> claim.manager().words())
        .distinct()
        .toList();
  }
}
