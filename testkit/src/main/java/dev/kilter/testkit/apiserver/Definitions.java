package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Kind.Names;
import dev.kilter.testkit.apiserver.Kind.Trait;
import dev.kilter.testkit.apiserver.schema.Schemas;
import dev.kilter.testkit.apiserver.schema.Shape;
import dev.kilter.testkit.apiserver.schema.Shape.Scalar;
import dev.kilter.testkit.apiserver.schema.Shape.Struct;
import dev.kilter.testkit.apiserver.schema.ShapeReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CustomResourceDefinitions: what the server fills in, and the kinds that they make. */
final class Definitions {
  private Definitions() {}

  static void fill(Draft spec) {
    spec.at("conversion").fill("strategy", "None");
    Draft names = spec.at("names");
    String kind = names.text("kind");
    names.fill("singular", kind.toLowerCase(Locale.ROOT)).fill("listKind", kind + "List");
  }

  /** A new definition, before the server has taken its names in. */
  static Manifest accepted(Manifest definition) {
    return definition.with(storedVersions(definition), "status", "storedVersions");
  }

  private static List<String> storedVersions(Manifest definition) {
    return definition.items("spec", "versions").stream()
        .filter(version -> version.flag("storage").orElse(false))
        .map(version -> version.text("name").orElse(""))
        .toList();
  }

  /** The status of a definition that the server has taken in and serves. */
  static Manifest established(Manifest definition, String now) {
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put(
        "conditions",
        List.of(
            condition("NamesAccepted", "NoConflicts", "no conflicts found", now),
            condition(
                "Established",
                "InitialNamesAccepted",
                "the initial names have been accepted",
                now)));
    status.put("acceptedNames", definition.map("spec", "names"));
    status.put("storedVersions", storedVersions(definition));
    return definition.with(status, "status");
  }

  private static Map<String, Object> condition(
      String type, String reason, String message, String now) {
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("type", type);
    condition.put("status", "True");
    condition.put("lastTransitionTime", now);
    condition.put("reason", reason);
    condition.put("message", message);
    return condition;
  }

  /** The kinds of all versions that the definition serves. */
  static List<Kind> kinds(Manifest definition) {
    List<Kind> kinds = new ArrayList<>();
    String group = definition.text("spec", "group").orElse("");
    Manifest names = Manifest.of(definition.map("spec", "names"));
    for (Manifest version : definition.items("spec", "versions")) {
      if (version.flag("served").orElse(false)) {
        kinds.add(
            new Kind(
                new GroupVersionKind(group, version.text("name").orElse(""), names.kind()),
                names(names),
                definition.text("spec", "scope").orElse("").equals("Namespaced"),
                shape(Manifest.of(version.map("schema", "openAPIV3Schema"))),
                traits(version),
                Optional.of(Manifest.of(version.map("schema", "openAPIV3Schema")))));
      }
    }
    return kinds;
  }

  private static Names names(Manifest names) {
    return new Names(
        names.text("plural").orElse(""),
        names.text("singular").orElse(""),
        names.list("shortNames").stream().map(String::valueOf).toList(),
        names.list("categories").stream().map(String::valueOf).toList());
  }

  private static Set<Trait> traits(Manifest version) {
    Set<Trait> traits = EnumSet.of(Trait.GENERATION, Trait.CONDITIONAL_UPDATE);
    if (version.at("subresources", "status").isPresent()) {
      traits.add(Trait.STATUS);
    }
    return traits;
  }

  /** The schema's shape with the server's own metadata. */
  private static Shape shape(Manifest schema) {
    Map<String, Shape> fields = new LinkedHashMap<>();
    fields.put("apiVersion", new Scalar(Shape.Type.STRING));
    fields.put("kind", new Scalar(Shape.Type.STRING));
    fields.put("metadata", Schemas.objectMeta());
    boolean open = true;
    if (ShapeReader.of(schema) instanceof Struct struct) {
      struct.fields().forEach(fields::putIfAbsent);
      open = struct.open();
    }
    return new Struct(fields, Map.of("metadata", Map.of()), Set.of(), false, open);
  }
}
