package dev.kilter.testkit.apiserver.fields;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.fields.Owner.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All that own fields of one object: {@code metadata.managedFields}. */
public record Owners(List<Claim> claims) {
  public static final Owners NONE = new Owners(List.of());
  private static final Comparator<Claim> ORDER =
      Comparator.comparing((Claim claim) -> claim.owner.operation())
          .thenComparing(Claim::time)
          .thenComparing(claim -> claim.owner.manager())
          .thenComparing(claim -> claim.owner.apiVersion())
          .thenComparing(claim -> claim.owner.subresource());

  public Owners {
    claims = List.copyOf(claims);
  }

  /** What one of them owns, and since when; an empty time where it never changed a thing. */
  public record Claim(Owner owner, FieldSet fields, String time) {}

  public boolean isEmpty() {
    return claims.isEmpty();
  }

  /** Reads the entries; empty where one of them is no proper entry. */
  public static Optional<Owners> read(List<Manifest> entries) {
    List<Claim> claims = new ArrayList<>();
    for (Manifest entry : entries) {
      Optional<Claim> claim = claim(entry);
      if (claim.isEmpty()) {
        return Optional.empty();
      }
      claims.removeIf(other -> other.owner.isSame(claim.get().owner));
      claims.add(claim.get());
    }
    return Optional.of(new Owners(claims));
  }

  private static Optional<Claim> claim(Manifest entry) {
    String apiVersion = entry.apiVersion();
    Optional<Operation> operation =
        switch (entry.text("operation").orElse("")) {
          case "Apply" -> Optional.of(Operation.APPLY);
          case "Update" -> Optional.of(Operation.UPDATE);
          default -> Optional.empty();
        };
    if (apiVersion.isEmpty() || !entry.text("fieldsType").orElse("").equals("FieldsV1")) {
      return Optional.empty();
    }
    return operation.map(how ->
        new Claim(
            new Owner(
                entry.text("manager").orElse(""),
                how,
                apiVersion,
                entry.text("subresource").orElse("")),
            FieldSet.of(entry.map("fieldsV1")),
            entry.text("time").orElse("")));
  }

  /** The entries in the server's order. */
  public List<Map<String, @Nullable Object>> entries() {
    return claims.stream().sorted(ORDER).map(Owners::entry).toList();
  }

  private static Map<String, @Nullable Object> entry(Claim claim) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("manager", claim.owner.manager());
    entry.put("operation", claim.owner.operation().text);
    entry.put("apiVersion", claim.owner.apiVersion());
    if (!claim.time.isEmpty()) {
      entry.put("time", claim.time);
    }
    entry.put("fieldsType", "FieldsV1");
    entry.put("fieldsV1", claim.fields.tree());
    if (!claim.owner.subresource().isEmpty()) {
      entry.put("subresource", claim.owner.subresource());
    }
    return entry;
  }

  Optional<Claim> of(Owner owner) {
    return claims.stream().filter(claim -> claim.owner.isSame(owner)).findFirst();
  }

  FieldSet fields(Owner owner) {
    return of(owner).map(Claim::fields).orElse(FieldSet.EMPTY);
  }

  FieldSet all() {
    return claims.stream().map(Claim::fields).reduce(FieldSet.EMPTY, FieldSet::union);
  }

  /** With this as the owner's whole claim; none where it is empty. */
  Owners with(Claim claim) {
    List<Claim> others = new ArrayList<>(without(claim.owner).claims);
    if (!claim.fields.isEmpty()) {
      others.add(claim);
    }
    return new Owners(others);
  }

  private Owners without(Owner owner) {
    return where(claim -> !claim.owner.isSame(owner));
  }

  /** With the fields of each but one owner changed; who owns nothing afterwards goes. */
  Owners change(Predicate<Owner> whose, BiFunction<Owner, FieldSet, FieldSet> change) {
    List<Claim> changed = new ArrayList<>();
    for (Claim claim : claims) {
      changed.add(
          whose.test(claim.owner)
              ? new Claim(claim.owner, change.apply(claim.owner, claim.fields), claim.time)
              : claim);
    }
    return new Owners(changed).where(claim -> !claim.fields.isEmpty());
  }

  private Owners where(Predicate<Claim> wanted) {
    return new Owners(claims.stream().filter(wanted).toList());
  }
}
