package dev.kilter.testkit.apiserver.fields;

import dev.kilter.testkit.apiserver.fields.Owners.Claim;
import dev.kilter.testkit.apiserver.schema.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a write does to the owners of an object's fields, and a server-side apply to the object. */
public final class Ownership {
  private static final FieldSet NEVER_OWNED =
      FieldSet.of(
          Map.of(
              "f:apiVersion", Map.of(),
              "f:kind", Map.of(),
              "f:metadata",
                  Map.of(
                      ".", Map.of(),
                      "f:name", Map.of(),
                      "f:namespace", Map.of(),
                      "f:creationTimestamp", Map.of(),
                      "f:selfLink", Map.of(),
                      "f:uid", Map.of(),
                      "f:clusterName", Map.of(),
                      "f:generation", Map.of(),
                      "f:managedFields", Map.of(),
                      "f:resourceVersion", Map.of())));

  private final Shape shape;
  private final Owner writer;
  private final String now;

  public Ownership(Shape shape, Owner writer, String now) {
    this.shape = shape;
    this.writer = writer;
    this.now = now;
  }

  /**
   * An object as an apply leaves it.
   *
   * @param changed whether it differs from the live one at all
   * @param conflicts what others own and the apply would have changed; empty where it was forced
   */
  public record Applied(
      Map<String, @Nullable Object> object,
      boolean changed,
      Owners owners,
      Map<Owner, FieldSet> conflicts) {}

  /** The writer owns what it changed or added, and nobody what it removed. */
  public Owners updated(Map<?, ?> live, Map<?, ?> next, Owners owners) {
    Comparison comparison = Comparison.of(shape, live, next);
    Owners left = released(owners, comparison, false);
    FieldSet taken = comparison.changed().minus(NEVER_OWNED);
    if (taken.isEmpty()) {
      return left;
    }
    return left.with(new Claim(writer, taken.union(left.fields(writer)), now));
  }

  private Owners released(Owners owners, Comparison comparison, boolean onlyOthers) {
    FieldSet changed = comparison.changed();
    return owners.change(
        owner -> !onlyOthers || !owner.isSame(writer),
        (_, fields) -> fields.minus(fields.intersection(changed)).minus(comparison.removed()));
  }

  public Applied applied(
      Map<String, @Nullable Object> live,
      Map<String, @Nullable Object> config,
      Owners owners,
      boolean force) {
    FieldSet last = owners.fields(writer);
    FieldSet mine = Collector.of(shape, config);
    String since = owners.of(writer).map(Claim::time).orElse("");
    Owners claimed = owners.with(new Claim(writer, mine, since));
    Map<String, @Nullable Object> next = pruned(Merge.of(shape, live, config), claimed, last);
    Comparison comparison = Comparison.of(shape, live, next);
    Map<Owner, FieldSet> conflicts = force ? Map.of() : conflicts(claimed, comparison);
    boolean changed = !next.equals(live);
    Owners left = released(claimed, comparison, true);
    FieldSet own = mine.minus(NEVER_OWNED);
    Owners after = left.with(new Claim(writer, own, changed ? now : since));
    return new Applied(changed ? next : live, changed, after, conflicts);
  }

  private Map<Owner, FieldSet> conflicts(Owners owners, Comparison comparison) {
    Map<Owner, FieldSet> conflicts = new LinkedHashMap<>();
    for (Claim claim : owners.claims()) {
      FieldSet disputed = claim.fields().intersection(comparison.changed());
      if (!claim.owner().isSame(writer) && !disputed.isEmpty()) {
        conflicts.put(claim.owner(), disputed);
      }
    }
    return conflicts;
  }

  /** Without what the writer applied the last time and now neither it nor anyone else wants. */
  private Map<String, @Nullable Object> pruned(
      Map<String, @Nullable Object> merged, Owners owners, FieldSet last) {
    if (last.isEmpty()) {
      return merged;
    }
    FieldSet dropped = last.withNamedFields(shape);
    FieldSet whole = Collector.of(shape, merged).withNamedFields(shape);
    FieldSet left = remaining(merged, dropped);
    FieldSet owned = owners.all().withNamedFields(shape);
    FieldSet back = remaining(merged, whole.minus(left.union(owned)));
    return Removal.of(shape, merged, whole.minus(back).intersection(dropped));
  }

  private FieldSet remaining(Map<String, @Nullable Object> merged, FieldSet removed) {
    return Collector.of(shape, Removal.of(shape, merged, removed)).withNamedFields(shape);
  }
}
