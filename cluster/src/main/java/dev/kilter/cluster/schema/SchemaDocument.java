package dev.kilter.cluster.schema;

import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.schema.FieldSchema;
import dev.kilter.model.schema.FieldSchema.Any;
import dev.kilter.model.schema.FieldSchema.Dictionary;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.schema.FieldSchema.Reference;
import dev.kilter.model.schema.FieldSchema.Scalar;
import dev.kilter.model.schema.FieldSchema.Sequence;
import dev.kilter.model.schema.FieldSchema.Struct;
import java.util.LinkedHashMap;
import java.util.Map;

/** The definitions of one group-version, and which of them is which kind. */
record SchemaDocument(Map<String, FieldSchema> definitions, Map<GroupVersionKind, String> kinds) {

  /** The kind with the definitions that it can reach; UNKNOWN where the document lacks it. */
  KindSchema kind(GroupVersionKind kind) {
    String name = kinds.get(kind);
    FieldSchema root = name == null ? null : definitions.get(name);
    if (root == null) {
      return KindSchema.UNKNOWN;
    }
    Map<String, FieldSchema> reached = new LinkedHashMap<>();
    reach(root, reached);
    return new KindSchema(root, reached);
  }

  private void reach(FieldSchema schema, Map<String, FieldSchema> reached) {
    switch (schema) {
      case Struct struct -> struct.fields().values().forEach(field -> reach(field, reached));
      case Dictionary dictionary -> reach(dictionary.values(), reached);
      case Sequence sequence -> reach(sequence.items(), reached);
      case Reference(String name) -> {
        FieldSchema target = definitions.get(name);
        if (target != null && reached.putIfAbsent(name, target) == null) {
          reach(target, reached);
        }
      }
      case Any _, Scalar _ -> {
        // ends here
      }
    }
  }
}
