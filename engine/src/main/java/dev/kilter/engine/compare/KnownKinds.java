package dev.kilter.engine.compare;

import dev.kilter.engine.resource.Secrets;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Built-in kinds that can say one thing in two ways. Each rule changes the given copy of a root.
 */
final class KnownKinds {
  private static final Set<String> ROLES = Set.of("Role", "ClusterRole");

  private KnownKinds() {}

  static void normalize(
      GroupKind kind, Map<String, @Nullable Object> root, boolean ignoreAggregatedRoles) {
    switch (kind.group()) {
      case "" -> core(kind.kind(), root);
      case "rbac.authorization.k8s.io" -> {
        boolean aggregated = root.get("aggregationRule") != null && ignoreAggregatedRoles;
        if (ROLES.contains(kind.kind())
            && (aggregated || Trees.listOrEmpty(root.get("rules")).isEmpty())) {
          root.remove("rules");
        }
      }
      case "apps" -> {
        if (kind.kind().equals("StatefulSet")) {
          changeList(root, "spec", "volumeClaimTemplates", KnownKinds::claimTemplate);
        }
      }
      default -> {}
    }
  }

  private static void core(String kind, Map<String, @Nullable Object> root) {
    switch (kind) {
      case "Secret" -> secret(root);
      case "Endpoints" -> endpoints(root);
      case "LimitRange" -> changeList(root, "spec", "limits", LimitRanges::withDefaults);
      default -> {}
    }
  }

  /** As the server keeps it; a null value is an empty one. */
  private static void secret(Map<String, @Nullable Object> root) {
    Map<String, @Nullable Object> folded =
        new LinkedHashMap<>(Secrets.folded(Manifest.of(root)).root());
    Map<String, @Nullable Object> data = new LinkedHashMap<>(Trees.mapOrEmpty(folded.get("data")));
    data.replaceAll((key, value) -> value == null ? "" : value);
    if (!data.isEmpty()) {
      folded.put("data", data);
    }
    root.clear();
    root.putAll(folded);
  }

  /** Templates carry what a whole claim carries; Git mostly leaves it out. */
  private static Map<String, @Nullable Object> claimTemplate(Map<String, @Nullable Object> claim) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(claim);
    copy.remove("apiVersion");
    copy.remove("kind");
    copy.remove("status");
    Map<String, @Nullable Object> metadata =
        new LinkedHashMap<>(Trees.mapOrEmpty(copy.get("metadata")));
    metadata.remove("creationTimestamp");
    copy.put("metadata", metadata);
    return copy;
  }

  /** The server packs and sorts subsets. */
  private static void endpoints(Map<String, @Nullable Object> root) {
    List<@Nullable Object> subsets = new ArrayList<>();
    for (Object subset : Trees.listOrEmpty(root.get("subsets"))) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>(Trees.mapOrEmpty(subset));
      for (String list : List.of("addresses", "notReadyAddresses", "ports")) {
        copy.computeIfPresent(list, (name, items) -> sorted(Trees.listOrEmpty(items)));
      }
      subsets.add(copy);
    }
    if (!subsets.isEmpty()) {
      root.put("subsets", sorted(subsets));
    }
  }

  private static List<@Nullable Object> sorted(List<@Nullable Object> items) {
    List<@Nullable Object> copy = new ArrayList<>(items);
    copy.sort(Comparator.comparing(KnownKinds::sortText));
    return copy;
  }

  private static String sortText(@Nullable Object item) {
    Map<String, @Nullable Object> fields = Trees.mapOrEmpty(item);
    Object addresses = fields.get("addresses");
    return addresses == null
        ? fields.get("ip") + "/" + fields.get("name") + "/" + fields.get("port")
        : addresses.toString();
  }

  private static void changeList(
      Map<String, @Nullable Object> root,
      String struct,
      String list,
      UnaryOperator<Map<String, @Nullable Object>> change) {
    Map<String, @Nullable Object> parent = new LinkedHashMap<>(Trees.mapOrEmpty(root.get(struct)));
    List<@Nullable Object> items = Trees.listOrEmpty(parent.get(list));
    if (!items.isEmpty()) {
      List<@Nullable Object> changed = new ArrayList<>();
      items.forEach(
          item -> changed.add(item instanceof Map<?, ?> map ? change.apply(Trees.map(map)) : item));
      parent.put(list, changed);
      root.put(struct, parent);
    }
  }
}
