package dev.kilter.engine.access;

import dev.kilter.engine.access.PolicyLine.Layer;
import dev.kilter.engine.access.Rule.Effect;
import dev.kilter.engine.access.Rule.Words;
import dev.kilter.engine.access.Statements.Link;
import dev.kilter.model.access.AccessRules.Matching;
import dev.kilter.model.access.Vocabulary;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.match.RegularExpression;
import dev.kilter.model.project.Project;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The roles of a project, {@code proj:PROJECT:ROLE}: they may speak of themselves and of what is in
 * the project only. A line that Argo CD's server would not take, which kubectl may have written,
 * grants nothing.
 */
final class ProjectRoles {
  private static final String PREFIX = "proj";
  private static final Set<String> ACTIONS =
      Set.of("get", "create", "update", "delete", "sync", "override", "rollback", "*");
  private static final List<String> ACTION_BEGINNINGS = List.of("action/", "update/", "delete/");
  private static final RegularExpression ROLE_NAME =
      expression("^[a-zA-Z0-9]([-_a-zA-Z0-9]*[a-zA-Z0-9])?$");
  private static final RegularExpression WITHIN_PROJECT = expression("^(/[*\\w-.]+)?/[*\\w-.]+$");

  private final Project project;
  private final Statements read = new Statements();
  private final PolicyReader reader;

  private ProjectRoles(Project project, Matching matching) {
    this.project = project;
    this.reader = new PolicyReader(matching, read);
  }

  private static RegularExpression expression(String text) {
    return RegularExpression.compile(text).orElseThrow();
  }

  /** The project of {@code proj:PROJECT:ROLE}; empty for any other subject. */
  static Optional<String> projectOf(String subject) {
    List<String> parts = List.of(subject.split(":", -1));
    return parts.size() == 3 && parts.getFirst().equals(PREFIX)
        ? Optional.of(parts.get(1))
        : Optional.empty();
  }

  static Statements read(Project project, Matching matching) {
    ProjectRoles roles = new ProjectRoles(project, matching);
    project.raw().items("spec", "roles").forEach(roles::role);
    return roles.read;
  }

  private void role(Manifest role) {
    String name = role.text("name").orElse("");
    String subject = String.join(":", PREFIX, project.name(), name);
    String place = "project %s, role %s".formatted(project.name(), name);
    if (!ROLE_NAME.findsIn(name)) {
      PolicyLine line = new PolicyLine(Layer.PROJECT, place, 0, name);
      read.complain(line, "is no name of a role; it allows nothing");
      read.add(Rule.denyingEverything(line, subject));
    } else {
      mayReadItsProject(place, subject);
    }
    List<String> policies = texts(role, "policies");
    for (int i = 0; i < policies.size(); i++) {
      policy(new PolicyLine(Layer.PROJECT, place, i + 1, policies.get(i)), subject);
    }
    texts(role, "groups").forEach(group -> member(place, group, subject));
  }

  private static List<String> texts(Manifest role, String field) {
    return role.list(field).stream().map(String::valueOf).toList();
  }

  private void mayReadItsProject(String place, String subject) {
    String text = "p, %s, projects, get, %s, allow".formatted(subject, project.name());
    read.add(
        new Rule(
            new PolicyLine(Layer.PROJECT, place, 0, text),
            Effect.ALLOW,
            new Words(subject, Vocabulary.PROJECTS, "get", project.name()),
            Term.Literal.of(Vocabulary.PROJECTS),
            Term.Literal.of("get"),
            Term.Literal.of(project.name())));
  }

  private void policy(PolicyLine line, String subject) {
    Optional<List<String>> tokens = Tokens.of(line.text());
    Optional<String> wrong =
        tokens.isEmpty()
            ? Optional.of("cannot be taken apart: its quotes are not in order")
            : wrong(tokens.get(), subject);
    if (wrong.isPresent()) {
      read.complain(line, wrong.get() + "; it allows nothing");
      if (tokens.isEmpty() || PolicyReader.mayDeny(tokens.get())) {
        read.complain(line, "may be a denial; until it can be read, the role may do nothing");
        read.add(Rule.denyingEverything(line, subject));
      }
    }
    tokens
        .filter(parts -> parts.size() == 6 && parts.getFirst().equals("p"))
        .flatMap(parts ->
            reader
                .effect(line, parts.getLast())
                .flatMap(effect -> reader.rule(line, parts, effect)))
        .filter(rule -> wrong.isEmpty() || rule.effect() == Effect.DENY)
        .ifPresent(read::add);
  }

  private Optional<String> wrong(List<String> tokens, String subject) {
    if (tokens.size() != 6 || !tokens.getFirst().equals("p")) {
      return Optional.of("must be p, subject, resource, action, object, allow or deny");
    }
    if (!tokens.get(1).equals(subject)) {
      return Optional.of("must be about " + subject);
    }
    if (!Vocabulary.OF_PROJECTS.contains(tokens.get(2))) {
      return Optional.of("is about a resource that no project has");
    }
    if (!ACTIONS.contains(tokens.get(3))
        && ACTION_BEGINNINGS.stream().noneMatch(tokens.get(3)::startsWith)) {
      return Optional.of("is about an action that there is not");
    }
    return within(tokens.get(4))
        ? Optional.empty()
        : Optional.of("must be about objects of the project, %s/…".formatted(project.name()));
  }

  private boolean within(String object) {
    return object.startsWith(project.name() + "/")
        && WITHIN_PROJECT.findsIn(object.substring(project.name().length()));
  }

  /** One with a comma must be quoted, as in a line of the policy. */
  private void member(String place, String group, String subject) {
    Optional<List<String>> tokens =
        Tokens.of(group).filter(parts -> parts.size() == 1 && !parts.getFirst().isBlank());
    if (tokens.isPresent()) {
      read.add(new Link(tokens.get().getFirst(), subject));
    } else {
      PolicyLine line = new PolicyLine(Layer.PROJECT, place, 0, group);
      read.complain(line, "is no name of a group, or one with a comma and without quotes");
    }
  }
}
