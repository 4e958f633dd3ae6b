package dev.kilter.store.reading;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import dev.kilter.model.project.Project.DestinationRule;
import dev.kilter.model.project.Project.KindRule;
import dev.kilter.model.project.Project.OrphanedResources;
import dev.kilter.store.tree.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads an AppProject. Never throws: a permission that cannot be read is not given. A denial that
 * cannot be read would open what it was to close: then every kind is denied, and of sources and
 * destinations, whose denials stand among the permissions, none is allowed.
 */
public final class ProjectReader {
  private static final KindRule EVERY_KIND = new KindRule("*", "*", "");

  private ProjectReader() {}

  public static Project read(Manifest raw) {
    Fields root = Fields.of(raw, new ArrayList<>());
    Fields metadata = root.object("metadata");
    Fields spec = root.object("spec");
    return new Project(
        metadata.text("name"),
        metadata.text("resourceVersion"),
        spec.text("description"),
        allOrNone(raw, fields -> fields.texts("sourceRepos")),
        allOrNone(
            raw,
            fields ->
                fields.objects("destinations").stream().map(ProjectReader::destination).toList()),
        spec.texts("sourceNamespaces"),
        kinds(spec, "clusterResourceWhitelist"),
        denials(raw, "clusterResourceBlacklist"),
        spec.has("namespaceResourceWhitelist")
            ? Optional.of(kinds(spec, "namespaceResourceWhitelist"))
            : Optional.empty(),
        denials(raw, "namespaceResourceBlacklist"),
        spec.optionalObject("orphanedResources").map(ProjectReader::orphaned),
        spec.objects("syncWindows").stream().map(Fields::manifest).toList(),
        spec.flag("permitOnlyProjectScopedClusters"),
        raw);
  }

  private static DestinationRule destination(Fields rule) {
    return new DestinationRule(rule.text("server"), rule.text("name"), rule.text("namespace"));
  }

  private static <T> List<T> allOrNone(Manifest raw, Function<Fields, List<T>> rules) {
    List<String> malformed = new ArrayList<>();
    List<T> read = rules.apply(Fields.of(raw, malformed).object("spec"));
    return malformed.isEmpty() ? read : List.of();
  }

  private static List<KindRule> denials(Manifest raw, String name) {
    List<String> malformed = new ArrayList<>();
    List<KindRule> rules = kinds(Fields.of(raw, malformed).object("spec"), name);
    return malformed.isEmpty() ? rules : List.of(EVERY_KIND);
  }

  private static List<KindRule> kinds(Fields parent, String name) {
    return parent.objects(name).stream().map(ProjectReader::kind).toList();
  }

  private static KindRule kind(Fields rule) {
    return new KindRule(rule.text("group"), rule.text("kind"), rule.text("name"));
  }

  private static OrphanedResources orphaned(Fields orphaned) {
    return new OrphanedResources(orphaned.flag("warn"), kinds(orphaned, "ignore"));
  }
}
