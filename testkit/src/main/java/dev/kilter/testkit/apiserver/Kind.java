package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.schema.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind that the server serves.
 *
 * @param schema the schema of a custom resource; empty for the server's own kinds
 */
record Kind(
    GroupVersionKind gvk,
    Names names,
    boolean namespaced,
    Shape shape,
    Set<Trait> traits,
    Optional<Manifest> schema) {

  Kind {
    traits = Set.copyOf(traits);
  }

  /** How the kind is called in paths and on the command line. */
  record Names(String plural, String singular, List<String> shortNames, List<String> categories) {
    Names {
      shortNames = List.copyOf(shortNames);
      categories = List.copyOf(categories);
    }
  }

  /** Where kinds differ in what a request does. */
  enum Trait {
    /** Has a status subresource; the main resource leaves the status alone. */
    STATUS,
    /** Counts generations. */
    GENERATION,
    /** A PUT creates what is missing. */
    CREATE_ON_UPDATE,
    /** A PUT has to say which resourceVersion it replaces. */
    CONDITIONAL_UPDATE,
    /** Leaves its dependents alone unless a deletion says otherwise. */
    ORPHANS,
    /** Answers a deletion with the object, not with a Status. */
    RETURNS_DELETED
  }

  String group() {
    return gvk.group();
  }

  String kind() {
    return gvk.kind();
  }

  String plural() {
    return names.plural();
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  boolean custom() {
    return schema.isPresent();
  }

  /** {@code deployments.apps}. */
  String qualified() {
    return group().isEmpty() ? plural() : plural() + "." + group();
  }

  /** {@code Deployment.apps}. */
  String groupKind() {
    return group().isEmpty() ? kind() : kind() + "." + group();
  }

  boolean is(String group, String kind) {
    return gvk.group().equals(group) && gvk.kind().equals(kind);
  }
}
