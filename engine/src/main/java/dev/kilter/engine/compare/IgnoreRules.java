package dev.kilter.engine.compare;

import dev.kilter.model.application.IgnoreDifference;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.match.Glob;
import dev.kilter.model.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The ignoreDifferences of the application and of the settings, read once. Entries that could not
 * be read are problems of their rule, each a sentence; the others hold.
 */
record IgnoreRules(List<Rule> rules) {
  private static final String EVERY_KIND = "all";

  record Rule(
      String group,
      String kind,
      String name,
      String namespace,
      Paths paths,
      List<String> managers) {

    boolean appliesTo(ResourceKey key) {
      return Glob.matches(group, key.group())
          && Glob.matches(kind, key.kind())
          && (name.isEmpty() || name.equals(key.name()))
          && (namespace.isEmpty() || namespace.equals(key.namespace()));
    }
  }

  /** What was read, and what could not be. */
  record Paths(List<IgnoredPath> read, List<String> problems) {
    static Paths of(List<String> pointers, List<String> expressions) {
      List<IgnoredPath> read = new ArrayList<>();
      List<String> problems = new ArrayList<>();
      pointers.forEach(text -> take(text, JsonPointer::parse, read, problems));
      expressions.forEach(text -> take(text, JqPath::parse, read, problems));
      return new Paths(List.copyOf(read), List.copyOf(problems));
    }

    private static void take(
        String text,
        Function<String, IgnoredPath> parser,
        List<IgnoredPath> read,
        List<String> problems) {
      try {
        read.add(parser.apply(text));
      } catch (IllegalArgumentException e) {
        problems.add("ignoreDifferences: " + e.getMessage());
      }
    }
  }

  /** What is ignored in one object. */
  record Ignored(List<IgnoredPath> paths, Set<String> managers) {
    static final Ignored NOTHING = new Ignored(List.of(), Set.of());
  }

  static IgnoreRules of(Settings.Comparison settings, List<IgnoreDifference> application) {
    List<Rule> rules = new ArrayList<>();
    settings.ignoredFields().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparing(GroupKind::toString)))
        .forEach(entry -> rules.add(ofSettings(entry.getKey(), entry.getValue())));
    for (IgnoreDifference ignore : application) {
      rules.add(
          new Rule(
              ignore.group(),
              ignore.kind(),
              ignore.name(),
              ignore.namespace(),
              Paths.of(ignore.jsonPointers(), ignore.jqPathExpressions()),
              ignore.managedFieldsManagers()));
    }
    return new IgnoreRules(List.copyOf(rules));
  }

  private static Rule ofSettings(GroupKind kind, Settings.Comparison.IgnoredFields fields) {
    boolean every = kind.group().isEmpty() && kind.kind().equals(EVERY_KIND);
    return new Rule(
        every ? "*" : kind.group(),
        every ? "*" : kind.kind(),
        "",
        "",
        Paths.of(fields.jsonPointers(), fields.jqPathExpressions()),
        fields.managedFieldsManagers());
  }

  /** What could not be read of the rules that are about one of the objects. */
  List<String> problems(Collection<Manifest> objects) {
    return rules.stream()
        .filter(rule -> !rule.paths().problems().isEmpty())
        .filter(rule -> objects.stream().map(Manifest::key).anyMatch(rule::appliesTo))
        .flatMap(rule -> rule.paths().problems().stream())
        .toList();
  }

  Ignored in(ResourceKey key) {
    List<Rule> applying = rules.stream().filter(rule -> rule.appliesTo(key)).toList();
    return applying.isEmpty()
        ? Ignored.NOTHING
        : new Ignored(
            applying.stream().flatMap(rule -> rule.paths().read().stream()).toList(),
            applying.stream()
                .flatMap(rule -> rule.managers().stream())
                .collect(Collectors.toUnmodifiableSet()));
  }
}
