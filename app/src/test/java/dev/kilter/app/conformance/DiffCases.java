package dev.kilter.app.conformance;

import dev.kilter.cluster.schema.OpenApiSchemas;
import dev.kilter.engine.compare.Compare;
import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.compare.ComparisonRules;
import dev.kilter.engine.compare.DiffView;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.engine.compare.SecretMask;
import dev.kilter.engine.desired.DesiredState;
import dev.kilter.model.application.IgnoreDifference;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.settings.Settings.Comparison.IgnoredFields;
import dev.kilter.testkit.apiserver.ApiServer;
import dev.kilter.testkit.application.TestSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether one object differs, and how that is shown: a comparison of an application with it, whose
 * destination is the live object's namespace. Shapes are those of the model API server.
 */
final class DiffCases {
  private static final OpenApiSchemas SHAPES =
      new OpenApiSchemas(new ApiServer("https://model", () -> Instant.EPOCH));

  private DiffCases() {}

  static Map<String, @Nullable Object> answer(Manifest request) {
    Optional<Manifest> live = manifest(request, "live");
    Optional<Manifest> config = manifest(request, "config").map(object -> placed(object, live));
    Manifest options = Manifest.of(request.map("options"));
    String mode = request.text("mode").orElse("");
    return switch (mode) {
      case "client", "managed-fields" -> compared(config, live, options);
      case "normalize" -> compared(config.or(() -> live), live, options);
      case "hide-secret" -> hidden(config, live, options);
      default -> throw new IllegalArgumentException("no " + mode + " comparison in this version");
    };
  }

  private static Map<String, @Nullable Object> compared(
      Optional<Manifest> config, Optional<Manifest> live, Manifest options) {
    ComparisonRules rules = rules(options);
    DesiredState desired =
        new DesiredState(
            config.stream().toList(),
            config.map(Manifest::digest).orElse(Digest.NONE),
            List.of(),
            Map.of());
    List<String> problems = Compare.problems(desired, rules);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    Comparison comparison =
        Compare.compare(
            desired,
            new LiveState(
                live.map(manifest -> Map.of(manifest.key(), cached(manifest))).orElse(Map.of()),
                true,
                1),
            rules,
            Optional.empty());
    ResourceKey key = config.or(() -> live).orElseThrow().key();
    ResourceComparison resource = comparison.find(key).orElseThrow();
    DiffView view = DiffView.of(resource, rules);
    return answer(
        resource.status().filter(SyncStatus.OutOfSync::equals).isPresent(),
        view.predicted(),
        view.normalizedLive());
  }

  private static Map<String, @Nullable Object> hidden(
      Optional<Manifest> config, Optional<Manifest> live, Manifest options) {
    List<Manifest> forms = new ArrayList<>();
    config.ifPresent(forms::add);
    live.ifPresent(forms::add);
    List<Manifest> masked = SecretMask.masked(forms, Set.copyOf(texts(options, "hideAnnotations")));
    return answer(false, config.map(_ -> masked.getFirst()), live.map(_ -> masked.getLast()));
  }

  private static Map<String, @Nullable Object> answer(
      boolean modified, Optional<Manifest> predicted, Optional<Manifest> live) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("modified", modified);
    answer.put("predicted", predicted.map(Manifest::root).orElse(null));
    answer.put("live", live.map(Manifest::root).orElse(null));
    return answer;
  }

  private static Manifest placed(Manifest config, Optional<Manifest> live) {
    return live.map(Manifest::namespace)
        .filter(namespace -> !namespace.isEmpty() && config.namespace().isEmpty())
        .map(namespace -> config.with(namespace, "metadata", "namespace"))
        .orElse(config);
  }

  private static Optional<Manifest> manifest(Manifest request, String name) {
    return request.at(name).map(_ -> Manifest.of(request.map(name)));
  }

  private static LiveResource cached(Manifest live) {
    return new LiveResource(
        live.key(),
        live.gvk().version(),
        live.uid(),
        live.resourceVersion(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        live.digest(),
        Instant.EPOCH,
        false,
        Optional.of(live));
  }

  private static ComparisonRules rules(Manifest options) {
    Settings settings = TestSettings.DEFAULT;
    List<IgnoreDifference> ignored = new ArrayList<>();
    options.items("ignoreDifferences").forEach(item -> ignored.add(ignored(item)));
    List<String> managers = texts(options, "managers");
    if (!managers.isEmpty()) {
      ignored.add(new IgnoreDifference("*", "*", "", "", List.of(), List.of(), managers));
    }
    return new ComparisonRules(
        "application",
        "default",
        settings.tracking(),
        new Settings.Comparison(
            options.flag("ignoreAggregatedRoles").orElse(false),
            settings.comparison().ignoreStatus(),
            overrides(options)),
        ignored,
        ApiResources.NONE,
        SHAPES::schema,
        _ -> true,
        Set.of());
  }

  private static IgnoreDifference ignored(Manifest item) {
    return new IgnoreDifference(
        item.text("group").orElse(""),
        item.text("kind").orElse(""),
        item.text("name").orElse(""),
        item.text("namespace").orElse(""),
        texts(item, "jsonPointers"),
        texts(item, "jqPathExpressions"),
        texts(item, "managedFieldsManagers"));
  }

  private static Map<GroupKind, IgnoredFields> overrides(Manifest options) {
    Map<GroupKind, IgnoredFields> fields = new HashMap<>();
    for (String name : options.map("resourceOverrides").keySet()) {
      int slash = name.indexOf('/');
      Manifest ignored = Manifest.of(options.map("resourceOverrides", name, "ignoreDifferences"));
      fields.put(
          new GroupKind(slash < 0 ? "" : name.substring(0, slash), name.substring(slash + 1)),
          new IgnoredFields(
              texts(ignored, "jsonPointers"),
              texts(ignored, "jqPathExpressions"),
              texts(ignored, "managedFieldsManagers")));
    }
    return fields;
  }

  private static List<String> texts(Manifest tree, String name) {
    return tree.list(name).stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }
}
