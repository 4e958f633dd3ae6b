package dev.kilter.store.applications;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Condition;
import dev.kilter.store.tree.JsonPatch;
import dev.kilter.store.tree.MergePatch;
import dev.kilter.store.writing.SizeLimit;
import dev.kilter.store.writing.StatusWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has to be written so that an Application as read gets its next status. Both sides are what
 * Kilter itself writes, so the patch touches only fields that it owns and knows.
 */
final class StatusPatch {
  /** Argo CD's note that health is elsewhere; here it stands in the resources. */
  private static final String HEALTH_SOURCE = "resourceHealthSource";

  private final Application read;
  private final Map<String, @Nullable Object> before;
  private final Map<String, @Nullable Object> next;
  private final List<String> removedAnnotations;

  StatusPatch(Application read, ApplicationStatus next, List<String> removedAnnotations) {
    this.read = read;
    this.before = owned(read.status());
    this.next = owned(next);
    this.removedAnnotations =
        removedAnnotations.stream().filter(read.annotations()::containsKey).toList();
  }

  boolean isEmpty() {
    return mergePatch().isEmpty();
  }

  /** Whether a merge patch cannot say it, because a source holds a null (a Helm value, say). */
  boolean needsJsonPatch() {
    return next.entrySet().stream()
        .anyMatch(entry ->
            MergePatch.holdsNull(entry.getValue())
                && !entry.getValue().equals(before.get(entry.getKey())));
  }

  Map<String, @Nullable Object> mergePatch() {
    Map<String, @Nullable Object> status = new LinkedHashMap<>(MergePatch.between(before, next));
    if (read.raw().at("status", HEALTH_SOURCE).isPresent()) {
      status.put(HEALTH_SOURCE, null);
    }
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    if (!removedAnnotations.isEmpty()) {
      Map<String, @Nullable Object> annotations = new LinkedHashMap<>();
      removedAnnotations.forEach(name -> annotations.put(name, null));
      patch.put("metadata", Map.of("annotations", annotations));
    }
    if (!status.isEmpty()) {
      patch.put("status", status);
    }
    return patch;
  }

  /** The same with whole fields of the status, guarded by the version that was read. */
  JsonPatch jsonPatch() {
    JsonPatch patch = new JsonPatch().test(read.resourceVersion(), "metadata", "resourceVersion");
    removedAnnotations.forEach(name -> patch.remove("metadata", "annotations", name));
    if (read.raw().at("status").isEmpty()) {
      return patch.set(next, "status");
    }
    return addTo(patch);
  }

  /** Whole fields, where they are not as they were read; there must be a status to put them in. */
  JsonPatch addTo(JsonPatch patch) {
    for (String field : MergePatch.between(before, next).keySet()) {
      if (next.containsKey(field)) {
        patch.set(next.get(field), "status", field);
      } else if (read.raw().at("status", field).isPresent()) {
        patch.remove("status", field);
      }
    }
    return patch;
  }

  /**
   * The size limit looks at the whole status, so that it cuts the same whatever is written. What
   * another writer owns is then left out: operationState and history have a write of their own.
   */
  private Map<String, @Nullable Object> owned(ApplicationStatus status) {
    Map<String, @Nullable Object> tree =
        new LinkedHashMap<>(SizeLimit.fit(StatusWriter.tree(status)));
    tree.remove("operationState");
    tree.remove("history");
    List<Object> conditions = new ArrayList<>(foreignConditions());
    if (tree.get("conditions") instanceof List<?> own) {
      conditions.addAll(0, own);
    }
    if (!conditions.isEmpty()) {
      tree.put("conditions", conditions);
    }
    return Collections.unmodifiableMap(tree);
  }

  /** Conditions of types that Kilter does not know stay as they are. */
  private List<Map<String, @Nullable Object>> foreignConditions() {
    return read.raw().items("status", "conditions").stream()
        .filter(condition ->
            Arrays.stream(Condition.Type.values())
                .noneMatch(type -> type.name().equals(condition.text("type").orElse(""))))
        .map(condition -> condition.root())
        .toList();
  }
}
