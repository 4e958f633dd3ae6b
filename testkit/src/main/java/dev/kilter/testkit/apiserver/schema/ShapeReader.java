package dev.kilter.testkit.apiserver.schema;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.schema.Shape.Dictionary;
import dev.kilter.testkit.apiserver.schema.Shape.Named;
import dev.kilter.testkit.apiserver.schema.Shape.Relation;
import dev.kilter.testkit.apiserver.schema.Shape.Scalar;
import dev.kilter.testkit.apiserver.schema.Shape.Sequence;
import dev.kilter.testkit.apiserver.schema.Shape.Struct;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads schemas of OpenAPI v3, as API servers serve them and as CRDs hold them, into shapes. */
public final class ShapeReader {
  private static final String PREFIX = "#/components/schemas/";
  private static final Set<String> ATOMIC =
      Set.of(
          "io.k8s.apimachinery.pkg.runtime.RawExtension",
          "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1",
          "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON");
  private static final Map<String, Shape.Type> SCALARS =
      Map.of(
          "io.k8s.apimachinery.pkg.api.resource.Quantity", Shape.Type.QUANTITY,
          "io.k8s.apimachinery.pkg.util.intstr.IntOrString", Shape.Type.INT_OR_STRING,
          "io.k8s.apimachinery.pkg.apis.meta.v1.Time", Shape.Type.TIME,
          "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime", Shape.Type.TIME);

  private final Map<String, Shape> definitions = new HashMap<>();

  private ShapeReader() {}

  /** The definitions of one document by name. */
  public static Map<String, Shape> definitions(Map<String, @Nullable Object> schemas) {
    ShapeReader reader = new ShapeReader();
    Manifest all = Manifest.of(schemas);
    schemas
        .keySet()
        .forEach(name -> reader.definitions.put(name, reader.shape(Manifest.of(all.map(name)))));
    return reader.definitions;
  }

  /** The shape of one schema that refers to no other. */
  public static Shape of(Manifest schema) {
    return new ShapeReader().shape(schema);
  }

  private Shape shape(Manifest schema) {
    String reference = reference(schema);
    if (!reference.isEmpty()) {
      return referred(reference);
    }
    if (schema.flag("x-kubernetes-int-or-string").orElse(false)
        || schema.text("format").orElse("").equals("int-or-string")) {
      return new Scalar(Shape.Type.INT_OR_STRING);
    }
    boolean open = schema.flag("x-kubernetes-preserve-unknown-fields").orElse(false);
    return switch (schema.text("type").orElse("")) {
      case "object" -> object(schema, open);
      case "array" -> sequence(schema);
      case "string" -> new Scalar(text(schema.text("format").orElse("")));
      case "integer" -> new Scalar(Shape.Type.INTEGER);
      case "number" -> new Scalar(Shape.Type.NUMBER);
      case "boolean" -> new Scalar(Shape.Type.BOOLEAN);
      default -> Shape.Any.DEDUCED;
    };
  }

  private static String reference(Manifest schema) {
    return schema
        .text("$ref")
        .or(() ->
            schema.items("allOf").stream().flatMap(part -> part.text("$ref").stream()).findFirst())
        .map(text -> text.replace(PREFIX, ""))
        .orElse("");
  }

  private Shape referred(String reference) {
    Shape.Type scalar = SCALARS.get(reference);
    if (scalar != null) {
      return new Scalar(scalar);
    }
    return ATOMIC.contains(reference) ? Shape.Any.ATOMIC : new Named(reference, definitions);
  }

  private static Shape.Type text(String format) {
    return switch (format) {
      case "byte" -> Shape.Type.BYTES;
      case "date-time" -> Shape.Type.TIME;
      default -> Shape.Type.STRING;
    };
  }

  private Shape object(Manifest schema, boolean open) {
    boolean atomic = schema.text("x-kubernetes-map-type").orElse("").equals("atomic");
    Manifest properties = Manifest.of(schema.map("properties"));
    if (schema.at("additionalProperties").filter(Map.class::isInstance).isPresent()) {
      return new Dictionary(shape(Manifest.of(schema.map("additionalProperties"))), atomic);
    }
    if (properties.root().isEmpty() && open) {
      return atomic ? Shape.Any.ATOMIC : Shape.Any.DEDUCED;
    }
    Map<String, Shape> fields = new LinkedHashMap<>();
    Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
    properties
        .root()
        .keySet()
        .forEach(name -> {
          Manifest property = Manifest.of(properties.map(name));
          fields.put(name, shape(property));
          property.at("default").ifPresent(value -> defaults.put(name, value));
        });
    Set<String> required =
        schema.list("required").stream()
            .filter(Objects::nonNull)
            .map(Object::toString)
            .collect(Collectors.toSet());
    return new Struct(fields, defaults, required, atomic, open);
  }

  private Shape sequence(Manifest schema) {
    Shape items =
        schema.map("items").isEmpty() ? Shape.Any.DEDUCED : shape(Manifest.of(schema.map("items")));
    List<String> keys =
        schema.list("x-kubernetes-list-map-keys").stream().map(String::valueOf).sorted().toList();
    Relation relation =
        switch (schema.text("x-kubernetes-list-type").orElse("")) {
          case "map" -> keys.isEmpty() ? Relation.ATOMIC : Relation.MAP;
          case "set" -> Relation.SET;
          default -> Relation.ATOMIC;
        };
    return new Sequence(items, relation, keys);
  }
}
