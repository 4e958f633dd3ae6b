package dev.kilter.engine.access;

import static java.util.Comparator.comparingInt;

import dev.kilter.engine.access.PolicyLine.Layer;
import dev.kilter.engine.access.Reach.Decision;
import dev.kilter.engine.access.Rule.Effect;
import dev.kilter.model.access.AccessRules;
import dev.kilter.model.access.Question;
import dev.kilter.model.access.Subject;
import dev.kilter.model.project.Project;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole policy, read once: Argo CD's model (util/rbac, server/rbacpolicy). Of what a name may
 * do, in itself and by its roles, some line allows it and none denies it; the default role, the
 * subject and each of its groups are asked one after the other, and one that may is enough. A
 * project's roles count for its own objects.
 */
public final class Permissions {
  private final Layers builtIn;
  private final Layers global;
  private final Map<String, Layers> projects = new HashMap<>();
  private final Map<String, Set<String>> projectsThatMention = new HashMap<>();
  private final String defaultRole;
  private final Optional<PolicyLine> doubt;
  private final List<String> problems;

  private Permissions(AccessRules rules, Collection<Project> known) {
    Statements read = new Statements();
    PolicyReader reader = new PolicyReader(rules.matching(), read);
    Statements shipped = BuiltInPolicy.read();
    shipped.rules().forEach(read::add);
    shipped.links().forEach(read::add);
    rules.policies().forEach(text -> reader.read(Layer.CONFIGURED, text.place(), text.text()));
    List<String> told = new ArrayList<>(rules.problems());
    told.addAll(read.problems());
    this.builtIn = Layers.of(shipped);
    this.global = Layers.of(read);
    this.defaultRole = rules.defaultRole();
    this.doubt = read.doubt();
    doubt.ifPresent(line ->
        told.add(
            line.described()
                + " may be about a denial; until it can be read, only the built-in policy allows"
                + " anything"));
    for (Project project : known) {
      Statements roles = ProjectRoles.read(project, rules.matching());
      Layers layers = global.with(roles);
      projects.put(project.name(), layers);
      layers
          .mentioned()
          .forEach(name ->
              projectsThatMention.computeIfAbsent(name, _ -> new HashSet<>()).add(project.name()));
      told.addAll(roles.problems());
    }
    this.problems = List.copyOf(told);
  }

  public static Permissions of(AccessRules rules, Collection<Project> projects) {
    return new Permissions(rules, projects);
  }

  /** Lines that could not be read and entries that were not understood, each in a sentence. */
  public List<String> problems() {
    return problems;
  }

  public Verdict verdict(Subject subject, Question question) {
    Optional<Decision> decision = decision(subject, question, trust());
    if (decision.isPresent() && decision.get().rule().effect() == Effect.ALLOW) {
      Decision allowed = decision.get();
      return new Verdict.Allowed(subject, question, allowed.name(), allowed.rule().line());
    }
    if (doubt.isPresent() && wouldBeAllowed(subject, question)) {
      return new Verdict.Unclear(subject, question, doubt.get());
    }
    if (decision.isPresent()) {
      Decision denied = decision.get();
      return new Verdict.Denied(subject, question, denied.name(), denied.rule().line());
    }
    return new Verdict.Missing(subject, question, nearest(subject, question));
  }

  private boolean wouldBeAllowed(Subject subject, Question question) {
    return decision(subject, question, Trust.ALL)
        .filter(decision -> decision.rule().effect() == Effect.ALLOW)
        .isPresent();
  }

  private Optional<Decision> decision(Subject subject, Question question, Trust trust) {
    Optional<String> project = Reach.head(question.resource(), question.object());
    Aspect aspect = new Aspect(question.resource(), question.action(), trust);
    return Decision.of(parts(subject, project, aspect), question.object());
  }

  /** For many objects: the same as {@link #verdict} of each of them. */
  public Reach reach(Subject subject, String resource, String action) {
    Aspect aspect = new Aspect(resource, action, trust());
    Map<String, List<Reach.Part>> byProject = new HashMap<>();
    for (String project : projectsAbout(subject)) {
      byProject.put(project, parts(subject, Optional.of(project), aspect));
    }
    return new Reach(resource, parts(subject, Optional.empty(), aspect), byProject);
  }

  private Trust trust() {
    return doubt.isEmpty() ? Trust.ALL : Trust.BUILT_IN;
  }

  /** Whose permissions count. Denials always do. */
  private enum Trust {
    ALL,
    BUILT_IN
  }

  private record Aspect(String resource, String action, Trust trust) {}

  /** Where something else may count than for objects of no project. */
  private Set<String> projectsAbout(Subject subject) {
    if (ProjectRoles.projectOf(subject.name()).isPresent()) {
      return projects.keySet();
    }
    Set<String> about = new HashSet<>();
    List<String> names = new ArrayList<>(subject.groups());
    names.add(subject.name());
    names.add(defaultRole);
    for (String name : names) {
      for (String role : global.rolesOf(name)) {
        about.addAll(projectsThatMention.getOrDefault(role, Set.of()));
      }
    }
    return about;
  }

  /** The default role counts without the project's roles, and with them. */
  private List<Reach.Part> parts(Subject subject, Optional<String> project, Aspect aspect) {
    List<Reach.Part> parts = new ArrayList<>();
    if (project.isPresent() && !defaultRole.isEmpty()) {
      parts.add(part(defaultRole, global, aspect));
    }
    Layers layers = layers(project);
    for (String name : names(subject, project)) {
      parts.add(part(name, layers, aspect));
    }
    return parts;
  }

  private Layers layers(Optional<String> project) {
    return project.map(name -> projects.getOrDefault(name, global)).orElse(global);
  }

  /** A project's token counts for its own project, and where no project is concerned. */
  private List<String> names(Subject subject, Optional<String> project) {
    List<String> names = new ArrayList<>();
    if (!defaultRole.isEmpty()) {
      names.add(defaultRole);
    }
    Optional<String> own = ProjectRoles.projectOf(subject.name());
    boolean known = project.filter(projects::containsKey).isPresent();
    if (own.isPresent() && known) {
      own.filter(name -> project.equals(Optional.of(name)))
          .ifPresent(_ -> names.add(subject.name()));
      return names;
    }
    names.add(subject.name());
    subject.groups().stream().filter(layers(project)::isMember).forEach(names::add);
    return names;
  }

  private Reach.Part part(String name, Layers layers, Aspect aspect) {
    List<Rule> permissions = new ArrayList<>();
    List<Rule> denials = new ArrayList<>();
    Set<String> shipped = aspect.trust() == Trust.ALL ? Set.of() : builtIn.rolesOf(name);
    for (String role : layers.rolesOf(name)) {
      for (Rule rule : layers.rulesOf(role)) {
        if (!rule.isAbout(aspect.resource(), aspect.action())) {
          continue;
        }
        if (rule.effect() == Effect.DENY) {
          denials.add(rule);
        } else if (aspect.trust() == Trust.ALL
            || (shipped.contains(role) && rule.line().layer() == Layer.BUILT_IN)) {
          permissions.add(rule);
        }
      }
    }
    return new Reach.Part(name, permissions, denials);
  }

  /** The permission that comes closest: of the same resource, best for the same object. */
  private Optional<Verdict.Nearest> nearest(Subject subject, Question question) {
    Optional<String> project = Reach.head(question.resource(), question.object());
    Layers layers = layers(project);
    return names(subject, project).stream()
        .flatMap(name -> layers.rolesOf(name).stream())
        .flatMap(role -> layers.rulesOf(role).stream())
        .filter(
            rule -> rule.effect() == Effect.ALLOW && rule.resource().matches(question.resource()))
        .max(comparingInt(rule -> closeness(rule, question)))
        .map(rule ->
            new Verdict.Nearest(
                rule.words().subject(), rule.words().action(), rule.words().object(), rule.line()));
  }

  private static int closeness(Rule rule, Question question) {
    return (rule.object().matches(question.object()) ? 2 : 0)
        + (rule.action().matches(question.action()) ? 1 : 0);
  }
}
