package dev.kilter.engine.compare;

import dev.kilter.model.application.IgnoreDifference;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.match.Glob;
import dev.kilter.model.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The ignoreDifferences of the application and of the settings, read once. {@code problems} are
 * entries that could not be read, each in a sentence; the others hold.
 */
record IgnoreRules(List<Rule> rules, List<String> problems) {
  private static final String EVERY_KIND = "all";

  record Rule(
      String group,
      String kind,
      String name,
      String namespace,
      List<IgnoredPath> paths,
      List<String> managers) {

    boolean appliesTo(ResourceKey key) {
      return Glob.matches(group, key.group())
          && Glob.matches(kind, key.kind())
          && (name.isEmpty() || name.equals(key.name()))
          && (namespace.isEmpty() || namespace.equals(key.namespace()));
    }
  }

  /** What is ignored in one object. */
  record Ignored(List<IgnoredPath> paths, Set<String> managers) {
    static final Ignored NOTHING = new Ignored(List.of(), Set.of());
  }

  static IgnoreRules of(Settings.Comparison settings, List<IgnoreDifference> application) {
    List<Rule> rules = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    settings.ignoredFields().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparing(GroupKind::toString)))
        .forEach(entry -> rules.add(ofSettings(entry.getKey(), entry.getValue(), problems)));
    for (IgnoreDifference ignore : application) {
      rules.add(
          new Rule(
              ignore.group(),
              ignore.kind(),
              ignore.name(),
              ignore.namespace(),
              paths(ignore.jsonPointers(), ignore.jqPathExpressions(), problems),
              ignore.managedFieldsManagers()));
    }
    return new IgnoreRules(List.copyOf(rules), List.copyOf(problems));
  }

  private static Rule ofSettings(
      GroupKind kind, Settings.Comparison.IgnoredFields fields, List<String> problems) {
    boolean every = kind.group().isEmpty() && kind.kind().equals(EVERY_KIND);
    return new Rule(
        every ? "*" : kind.group(),
        every ? "*" : kind.kind(),
        "",
        "",
        paths(fields.jsonPointers(), fields.jqPathExpressions(), problems),
        fields.managedFieldsManagers());
  }

  private static List<IgnoredPath> paths(
      List<String> pointers, List<String> expressions, List<String> problems) {
    List<IgnoredPath> paths = new ArrayList<>();
    pointers.forEach(text -> read(text, JsonPointer::parse, paths, problems));
    expressions.forEach(text -> read(text, JqPath::parse, paths, problems));
    return List.copyOf(paths);
  }

  private static void read(
      String text,
      Function<String, IgnoredPath> parser,
      List<IgnoredPath> paths,
      List<String> problems) {
    try {
      paths.add(parser.apply(text));
    } catch (IllegalArgumentException e) {
      problems.add("ignoreDifferences: " + e.getMessage());
    }
  }

  Ignored in(ResourceKey key) {
    List<Rule> applying = rules.stream().filter(rule -> rule.appliesTo(key)).toList();
    return applying.isEmpty()
        ? Ignored.NOTHING
        : new Ignored(
            applying.stream().flatMap(rule -> rule.paths().stream()).toList(),
            applying.stream()
                .flatMap(rule -> rule.managers().stream())
                .collect(Collectors.toUnmodifiableSet()));
  }
}
