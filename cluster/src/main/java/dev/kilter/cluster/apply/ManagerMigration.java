package dev.kilter.cluster.apply;

import dev.kilter.codec.Json;
import dev.kilter.model.cluster.ResourceApplier;
import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes fields of client-side applies our server-side apply's (design 2.4): a JSON Patch that
 * merges exactly the Update entries of the named managers into one Apply entry of ours. Without it
 * a field dropped from Git stays, since two managers own it. Guarded as kubectl guards its own: the
 * patch sets the resourceVersion that it was made for, so a change meanwhile is a 409.
 */
final class ManagerMigration {
  private static final String CLIENT_SIDE = "kubectl-client-side-apply";

  private ManagerMigration() {}

  /** Whether the object has entries to be merged. */
  static boolean needed(Manifest live, String manager) {
    Set<String> managers = managers(manager);
    return live.items("metadata", "managedFields").stream()
        .anyMatch(entry -> isFormer(entry, managers));
  }

  /** Whether we have applied it server-side. */
  static boolean applied(Manifest live) {
    return live.items("metadata", "managedFields").stream().anyMatch(ManagerMigration::isOurs);
  }

  private static Set<String> managers(String manager) {
    return Set.copyOf(
        List.of(ResourceApplier.FIELD_MANAGER, CLIENT_SIDE, manager).stream().distinct().toList());
  }

  private static boolean isFormer(Manifest entry, Set<String> managers) {
    return managers.contains(entry.text("manager").orElse(""))
        && entry.text("operation").orElse("").equals("Update")
        && wholeObject(entry);
  }

  private static boolean isOurs(Manifest entry) {
    return entry.text("manager").orElse("").equals(ResourceApplier.FIELD_MANAGER)
        && entry.text("operation").orElse("").equals("Apply")
        && wholeObject(entry);
  }

  private static boolean wholeObject(Manifest entry) {
    return entry.text("subresource").orElse("").isEmpty();
  }

  /** The patch for this live object; empty where there is nothing to merge. */
  static Optional<byte[]> patch(Manifest live, String manager) {
    if (!needed(live, manager)) {
      return Optional.empty();
    }
    List<Object> operations =
        List.of(
            replace("/metadata/managedFields", merged(live, managers(manager))),
            replace("/metadata/resourceVersion", live.resourceVersion()));
    return Optional.of(Json.bytes(operations));
  }

  private static Map<String, Object> replace(String path, Object value) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("op", "replace");
    operation.put("path", path);
    operation.put("value", value);
    return operation;
  }

  private static List<Object> merged(Manifest live, Set<String> managers) {
    List<Manifest> entries = live.items("metadata", "managedFields");
    Manifest ours =
        entries.stream()
            .filter(ManagerMigration::isOurs)
            .findFirst()
            .orElseGet(() -> adopted(entries, managers));
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    List<Object> result = new ArrayList<>();
    for (Manifest entry : entries) {
      if (isFormer(entry, managers) || isOurs(entry)) {
        unite(fields, entry.map("fieldsV1"));
      } else {
        result.add(entry.root());
      }
    }
    result.addFirst(ours.with(fields, "fieldsV1").root());
    return result;
  }

  private static Manifest adopted(List<Manifest> entries, Set<String> managers) {
    return entries.stream()
        .filter(entry -> isFormer(entry, managers))
        .findFirst()
        .orElseThrow()
        .with(ResourceApplier.FIELD_MANAGER, "manager")
        .with("Apply", "operation");
  }

  /** Union of two field sets; in a FieldsV1 tree both are maps all the way down. */
  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static void unite(
      Map<String, @Nullable Object> into, Map<String, @Nullable Object> from) {
    from.forEach((field, below) -> {
      Map<String, @Nullable Object> known =
          into.get(field) instanceof Map<?, ?> map
              ? new LinkedHashMap<>((Map<String, @Nullable Object>) map)
              : new LinkedHashMap<>();
      if (below instanceof Map<?, ?> map) {
        unite(known, (Map<String, @Nullable Object>) map);
      }
      into.put(field, known);
    });
  }
}
