package dev.kilter.engine.compare;

import dev.kilter.model.schema.FieldSchema;
import dev.kilter.model.schema.FieldSchema.Any;
import dev.kilter.model.schema.FieldSchema.Dictionary;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.schema.FieldSchema.ListType;
import dev.kilter.model.schema.FieldSchema.Reference;
import dev.kilter.model.schema.FieldSchema.Scalar;
import dev.kilter.model.schema.FieldSchema.ScalarType;
import dev.kilter.model.schema.FieldSchema.Sequence;
import dev.kilter.model.schema.FieldSchema.Struct;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk stands: the field's shape, its owners, its path and its default. {@code atomic}
 * inside of what the server replaces as a whole: there ownership tells nothing any more, so every
 * field counts. {@code freeMember} for members of maps, sets and keyed lists, which no server
 * default ever adds.
 */
record Place(
    KindSchema kind,
    FieldSchema schema,
    String definition,
    Owners owners,
    FieldPath path,
    @Nullable Object defaultValue,
    boolean freeMember,
    boolean atomic) {

  private static final FieldSchema ANY = new Any();
  private static final FieldSchema TEXT = new Scalar(ScalarType.STRING);
  private static final FieldSchema TEXTS = new Dictionary(TEXT, false);

  /** Of a kind without a shape this much is known. */
  private static final FieldSchema UNKNOWN_KIND =
      new Struct(
          Map.of(
              "metadata",
              new Struct(
                  Map.of(
                      "labels", TEXTS,
                      "annotations", TEXTS,
                      "finalizers", new Sequence(TEXT, ListType.SET, List.of())),
                  Map.of(),
                  false)),
          Map.of(),
          false);

  static Place root(KindSchema kind, Owners owners) {
    FieldSchema shape = kind.resolve(kind.root());
    return new Place(
        kind,
        shape instanceof Any ? UNKNOWN_KIND : shape,
        "",
        owners,
        FieldPath.ROOT,
        null,
        false,
        false);
  }

  /** What a list of this shape is compared by; lists without a shape are atomic. */
  Sequence sequence() {
    return schema instanceof Sequence list ? list : new Sequence(ANY, ListType.ATOMIC, List.of());
  }

  boolean wholeMap() {
    return switch (schema) {
      case Struct struct -> struct.atomic();
      case Dictionary dictionary -> dictionary.atomic();
      default -> false;
    };
  }

  /** Free keys: an empty one is the same as none. */
  boolean freeKeys() {
    return schema instanceof Dictionary;
  }

  Place field(String name) {
    Owners below = atomic ? owners : owners.field(name);
    FieldPath next = path.field(name);
    return switch (schema) {
      case Struct struct ->
          at(struct.fields().getOrDefault(name, ANY), below, next, defaultOf(struct, name), false);
      case Dictionary dictionary -> at(dictionary.values(), below, next, null, true);
      default -> at(ANY, below, next, null, false);
    };
  }

  /** For required strings the server publishes an empty default; what its code fills in counts. */
  private @Nullable Object defaultOf(Struct struct, String name) {
    Object builtin = BuiltinDefaults.of(definition, name);
    return builtin == null ? struct.defaults().get(name) : builtin;
  }

  Place item(ItemKey key) {
    Owners below = owners.item(key, this::keyOf);
    return at(sequence().items(), below, path.item(key.label()), null, true);
  }

  Place element(Object member) {
    Owners below = owners.element(ItemKey.element(member));
    return at(sequence().items(), below, path.item("=" + member), null, true);
  }

  Place index(int index) {
    return at(sequence().items(), owners, path.item(Integer.toString(index)), null, false);
  }

  Optional<ItemKey> keyOf(@Nullable Object item) {
    Sequence list = sequence();
    return kind.resolve(list.items()) instanceof Struct shape
        ? ItemKey.of(item, list, shape)
        : Optional.empty();
  }

  /** The same place, seen as the outside of something that is replaced as a whole. */
  Place whole() {
    return atomic
        ? this
        : new Place(kind, schema, definition, owners, path, defaultValue, freeMember, true);
  }

  private Place at(
      FieldSchema next,
      Owners nextOwners,
      FieldPath nextPath,
      @Nullable Object nextDefault,
      boolean free) {
    String name = next instanceof Reference(String target) ? target : "";
    return new Place(
        kind, kind.resolve(next), name, nextOwners, nextPath, nextDefault, free, atomic);
  }
}
