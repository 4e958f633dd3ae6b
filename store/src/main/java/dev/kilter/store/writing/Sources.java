package dev.kilter.store.writing;

import dev.kilter.model.application.Destination;
import dev.kilter.model.application.IgnoreDifference;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncPolicy.ManagedNamespaceMetadata;
import dev.kilter.store.tree.TreeBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a spec that status and operations repeat. */
final class Sources {
  private Sources() {}

  /** The array of a multi-source application, else the one source there is; both as written. */
  static void sources(TreeBuilder tree, List<Source> sources, boolean multiSource) {
    if (multiSource) {
      tree.put("sources", sources.stream().map(source -> source.raw().root()).toList());
    } else {
      sources.stream().findFirst().ifPresent(source -> tree.put("source", source.raw().root()));
    }
  }

  static void revisions(TreeBuilder tree, List<String> revisions, boolean multiSource) {
    if (multiSource || revisions.size() > 1) {
      tree.put("revisions", revisions);
    } else {
      revisions.forEach(revision -> tree.put("revision", revision));
    }
  }

  static Map<String, @Nullable Object> destination(Destination destination) {
    return new TreeBuilder()
        .put("server", destination.server())
        .put("name", destination.name())
        .put("namespace", destination.namespace())
        .build();
  }

  static Map<String, @Nullable Object> ignoreDifference(IgnoreDifference rule) {
    return new TreeBuilder()
        .put("group", rule.group())
        .always("kind", rule.kind())
        .put("name", rule.name())
        .put("namespace", rule.namespace())
        .put("jsonPointers", rule.jsonPointers())
        .put("jqPathExpressions", rule.jqPathExpressions())
        .put("managedFieldsManagers", rule.managedFieldsManagers())
        .build();
  }

  static Map<String, @Nullable Object> namespaceMetadata(ManagedNamespaceMetadata metadata) {
    return new TreeBuilder()
        .put("labels", metadata.labels())
        .put("annotations", metadata.annotations())
        .build();
  }
}
