package dev.kilter.store.settings;

import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.settings.Settings.Comparison;
import dev.kilter.model.settings.Settings.Comparison.IgnoreStatus;
import dev.kilter.model.settings.Settings.Comparison.IgnoredFields;
import dev.kilter.model.settings.Settings.ResourceFilter;
import dev.kilter.model.settings.Settings.ResourceFilter.Rule;
import dev.kilter.store.tree.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings about kinds of resources, which are YAML within the ConfigMap. */
final class ResourceRules {
  /** Never managed and of high volume: Argo CD excludes them whatever is configured. */
  private static final List<Rule> ALWAYS_EXCLUDED =
      List.of(
          new Rule(List.of("events.k8s.io", "metrics.k8s.io"), List.of(), List.of()),
          new Rule(List.of(""), List.of("Event"), List.of()),
          new Rule(List.of("coordination.k8s.io"), List.of("Lease"), List.of()));

  private static final String CUSTOMIZATIONS = "resource.customizations";
  private static final String IGNORED = CUSTOMIZATIONS + ".ignoreDifferences.";
  private static final String COMPARE_OPTIONS = "resource.compareoptions";
  private static final Map<String, IgnoreStatus> IGNORE_STATUS =
      Map.of(
          "all", IgnoreStatus.ALL,
          "crd", IgnoreStatus.CRD,
          "none", IgnoreStatus.NONE,
          "off", IgnoreStatus.NONE,
          "false", IgnoreStatus.NONE);

  private ResourceRules() {}

  static ResourceFilter filter(Entries cm) {
    List<Rule> exclusions = new ArrayList<>(ALWAYS_EXCLUDED);
    exclusions.addAll(rules(cm, "resource.exclusions"));
    return new ResourceFilter(exclusions, rules(cm, "resource.inclusions"));
  }

  private static List<Rule> rules(Entries cm, String key) {
    return cm.yaml(key, value -> value.objects(key).stream().map(ResourceRules::rule).toList())
        .orElse(List.of());
  }

  private static Rule rule(Fields rule) {
    return new Rule(rule.texts("apiGroups"), rule.texts("kinds"), rule.texts("clusters"));
  }

  static Comparison comparison(Entries cm) {
    Comparison standard = new Comparison(false, IgnoreStatus.ALL, ignoredFields(cm));
    return cm.yaml(COMPARE_OPTIONS, root -> options(cm, root.object(COMPARE_OPTIONS), standard))
        .orElse(standard);
  }

  private static Comparison options(Entries cm, Fields options, Comparison standard) {
    return new Comparison(
        options.flag("ignoreAggregatedRoles"),
        ignoreStatus(cm, options).orElse(standard.ignoreStatus()),
        standard.ignoredFields());
  }

  /** {@code off} and {@code false} are what YAML makes of the word for none. */
  private static Optional<IgnoreStatus> ignoreStatus(Entries cm, Fields options) {
    String field = "ignoreResourceStatusField";
    Object value = options.manifest().at(field).orElse("");
    String word = value.toString();
    if (word.isEmpty()) {
      return Optional.empty();
    }
    Optional<IgnoreStatus> known = Optional.ofNullable(IGNORE_STATUS.get(word));
    if (known.isEmpty()) {
      cm.complain(COMPARE_OPTIONS + "." + field, "must be all, crd or none, but is '" + word + "'");
    }
    return known;
  }

  /** From a key for each kind, which wins, and from the older one that holds all of them. */
  private static Map<GroupKind, IgnoredFields> ignoredFields(Entries cm) {
    Map<GroupKind, IgnoredFields> ignored = new LinkedHashMap<>();
    cm.yaml(CUSTOMIZATIONS, root -> root.object(CUSTOMIZATIONS))
        .ifPresent(kinds -> kinds.names().forEach(name -> ignoredIn(cm, kinds, name, ignored)));
    for (String key : cm.all().keySet()) {
      if (key.startsWith(IGNORED)) {
        groupKind(cm, key)
            .ifPresent(kind ->
                cm.yaml(key, root -> fields(root.object(key)))
                    .ifPresent(fields -> ignored.put(kind, fields)));
      }
    }
    return ignored;
  }

  /** {@code apps/Deployment}, {@code Service} or, for every kind, a star on both sides. */
  private static void ignoredIn(
      Entries cm, Fields kinds, String name, Map<GroupKind, IgnoredFields> ignored) {
    String key = CUSTOMIZATIONS + "." + name + ".ignoreDifferences";
    GroupKind kind =
        name.equals("*/*")
            ? new GroupKind("", "all")
            : new GroupKind(
                name.contains("/") ? name.substring(0, name.indexOf('/')) : "",
                name.substring(name.indexOf('/') + 1));
    String text = kinds.object(name).text("ignoreDifferences");
    cm.yaml(key, text, root -> fields(root.object(key)))
        .ifPresent(fields -> ignored.put(kind, fields));
  }

  /**
   * {@code apps_Deployment}; {@code Service} alone is of the core group, {@code all} every kind.
   */
  private static Optional<GroupKind> groupKind(Entries cm, String key) {
    String[] parts = key.substring(IGNORED.length()).split("_", -1);
    if (parts.length > 2 || parts[parts.length - 1].isEmpty()) {
      cm.complain(key, "must end with GROUP_KIND, KIND or all");
      return Optional.empty();
    }
    return Optional.of(
        parts.length == 2 ? new GroupKind(parts[0], parts[1]) : new GroupKind("", parts[0]));
  }

  private static IgnoredFields fields(Fields fields) {
    return new IgnoredFields(
        fields.texts("jsonPointers"),
        fields.texts("jqPathExpressions"),
        fields.texts("managedFieldsManagers"));
  }
}
