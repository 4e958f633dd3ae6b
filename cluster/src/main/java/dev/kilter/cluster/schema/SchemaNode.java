package dev.kilter.cluster.schema;

import dev.kilter.model.schema.FieldSchema;
import dev.kilter.model.schema.FieldSchema.Any;
import dev.kilter.model.schema.FieldSchema.Dictionary;
import dev.kilter.model.schema.FieldSchema.ListType;
import dev.kilter.model.schema.FieldSchema.Reference;
import dev.kilter.model.schema.FieldSchema.Scalar;
import dev.kilter.model.schema.FieldSchema.ScalarType;
import dev.kilter.model.schema.FieldSchema.Sequence;
import dev.kilter.model.schema.FieldSchema.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One schema as its members come along; turned into a shape once all of them are known. */
final class SchemaNode {
  private static final Set<String> FREE =
      Set.of(
          "io.k8s.apimachinery.pkg.runtime.RawExtension",
          "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1",
          "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON");
  private static final Map<String, ScalarType> SCALARS =
      Map.of(
          "io.k8s.apimachinery.pkg.api.resource.Quantity", ScalarType.QUANTITY,
          "io.k8s.apimachinery.pkg.util.intstr.IntOrString", ScalarType.INT_OR_STRING,
          "io.k8s.apimachinery.pkg.apis.meta.v1.Time", ScalarType.TIME,
          "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime", ScalarType.TIME);

  String type = "";
  String format = "";
  String reference = "";
  String mapType = "";
  String listType = "";
  boolean intOrString;
  boolean preservesUnknown;
  @Nullable SchemaNode items;
  @Nullable SchemaNode values;
  @Nullable Object fallback;
  final List<String> keys = new ArrayList<>();
  final Map<String, SchemaNode> properties = new LinkedHashMap<>();

  FieldSchema shape() {
    if (!reference.isEmpty()) {
      return referred();
    }
    if (intOrString || format.equals("int-or-string")) {
      return new Scalar(ScalarType.INT_OR_STRING);
    }
    if (preservesUnknown) {
      return new Any();
    }
    return switch (type) {
      case "object" -> object();
      case "array" -> sequence();
      case "string" -> new Scalar(text());
      case "integer", "number" -> new Scalar(ScalarType.NUMBER);
      case "boolean" -> new Scalar(ScalarType.BOOLEAN);
      default -> new Any();
    };
  }

  private FieldSchema referred() {
    ScalarType scalar = SCALARS.get(reference);
    if (scalar != null) {
      return new Scalar(scalar);
    }
    return FREE.contains(reference) ? new Any() : new Reference(reference);
  }

  private ScalarType text() {
    return switch (format) {
      case "byte" -> ScalarType.BYTES;
      case "date-time" -> ScalarType.TIME;
      default -> ScalarType.STRING;
    };
  }

  private FieldSchema object() {
    boolean atomic = mapType.equals("atomic");
    if (properties.isEmpty()) {
      return values == null ? new Any() : new Dictionary(values.shape(), atomic);
    }
    Map<String, FieldSchema> fields = new LinkedHashMap<>();
    Map<String, Object> defaults = new LinkedHashMap<>();
    properties.forEach((name, node) -> {
      fields.put(name, node.shape());
      // an empty default of a struct says that the server always writes it, be it empty
      if (node.fallback != null) {
        defaults.put(name, node.fallback);
      }
    });
    return new Struct(fields, defaults, atomic);
  }

  private FieldSchema sequence() {
    FieldSchema shape = items == null ? new Any() : items.shape();
    if (listType.equals("map") && !keys.isEmpty()) {
      return new Sequence(shape, ListType.MAP, keys);
    }
    return new Sequence(shape, listType.equals("set") ? ListType.SET : ListType.ATOMIC, List.of());
  }
}
