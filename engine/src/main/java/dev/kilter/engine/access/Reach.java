package dev.kilter.engine.access;

import dev.kilter.model.access.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The objects that one subject may do one thing with: everything but the object is decided already,
 * so that a list of thousands is filtered quickly.
 */
public final class Reach {
  private final String resource;
  private final List<Part> everywhere;
  private final List<Part> elsewhere;
  private final Map<String, List<Part>> byHead;

  /**
   * @param everywhere what counts for an object without a project
   * @param byHead what counts for objects that begin with a project, or with what a line begins
   *     with
   */
  Reach(String resource, List<Part> everywhere, Map<String, List<Part>> byHead) {
    this.resource = resource;
    this.everywhere = List.copyOf(everywhere);
    this.byHead = Map.copyOf(byHead);
    this.elsewhere = everywhere.stream().map(part -> part.about(Optional.empty())).toList();
  }

  /** What the policy says of one name that the subject goes by: of allowed objects none denied. */
  record Part(String name, List<Rule> permissions, List<Rule> denials) {
    private boolean allows(String object) {
      return first(permissions, object).isPresent() && first(denials, object).isEmpty();
    }

    /** Without the lines that match nothing that begins so. */
    Part about(Optional<String> head) {
      Predicate<Rule> relevant =
          rule -> rule.object().head().isEmpty() || rule.object().head().equals(head);
      return new Part(
          name,
          permissions.stream().filter(relevant).toList(),
          denials.stream().filter(relevant).toList());
    }
  }

  /** The line that decides, and the name that it is about. */
  record Decision(String name, Rule rule) {
    /** Empty where no line is about the object. */
    static Optional<Decision> of(List<Part> parts, String object) {
      for (Part part : parts) {
        if (part.allows(object)) {
          return first(part.permissions, object).map(rule -> new Decision(part.name, rule));
        }
      }
      return parts.stream()
          .flatMap(part ->
              first(part.denials, object).map(rule -> new Decision(part.name, rule)).stream())
          .findFirst();
    }
  }

  public boolean allows(String object) {
    for (Part part : partsFor(object)) {
      if (part.allows(object)) {
        return true;
      }
    }
    return false;
  }

  private List<Part> partsFor(String object) {
    return head(resource, object)
        .map(head -> byHead.getOrDefault(head, elsewhere))
        .orElse(everywhere);
  }

  /** The project that the object belongs to, or would if it existed; a project is its own. */
  static Optional<String> head(String resource, String object) {
    int slash = object.indexOf('/');
    if (resource.equals(Vocabulary.PROJECTS)) {
      return slash < 0 ? Optional.of(object) : Optional.empty();
    }
    return slash >= 0 && Vocabulary.OF_PROJECTS.contains(resource)
        ? Optional.of(object.substring(0, slash))
        : Optional.empty();
  }

  private static Optional<Rule> first(List<Rule> rules, String object) {
    for (Rule rule : rules) {
      if (rule.object().matches(object)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
