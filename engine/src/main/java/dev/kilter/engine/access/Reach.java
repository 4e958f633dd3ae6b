package dev.kilter.engine.access;

import static java.util.stream.Collectors.groupingBy;

import dev.kilter.model.access.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The objects that one subject may do one thing with: everything but the object is decided already,
 * so that a list of thousands is filtered quickly.
 */
public final class Reach {
  /** No beginning of an object has a slash in it. */
  private static final String ANY = "/";

  private final String resource;
  private final List<Part> everywhere;
  private final List<Part> elsewhere;
  private final Map<String, List<Part>> byHead;

  /**
   * @param everywhere what counts for an object without a project
   * @param byProject what counts in the projects where that is something else
   */
  Reach(String resource, List<Part> everywhere, Map<String, List<Part>> byProject) {
    this.resource = resource;
    this.everywhere = List.copyOf(everywhere);
    this.byHead = new HashMap<>(narrowed(everywhere));
    this.elsewhere = byHead.getOrDefault(ANY, List.of());
    byProject.forEach((project, parts) ->
        byHead.put(project, parts.stream().map(part -> part.about(project)).toList()));
  }

  /**
   * The lines sorted by what their objects begin with, so that of hundreds few have to be tried;
   * those that any object may match are with each of them.
   */
  private static Map<String, List<Part>> narrowed(List<Part> parts) {
    List<Map<String, Part>> sorted = parts.stream().map(Part::byHead).toList();
    Set<String> heads = new HashSet<>(Set.of(ANY));
    sorted.forEach(part -> heads.addAll(part.keySet()));
    Map<String, List<Part>> narrowed = new HashMap<>();
    for (String head : heads) {
      narrowed.put(
          head,
          sorted.stream()
              .map(part -> part.getOrDefault(head, part.getOrDefault(ANY, Part.NONE)))
              .toList());
    }
    return narrowed;
  }

  /** What the policy says of one name that the subject goes by: of allowed objects none denied. */
  record Part(String name, List<Rule> permissions, List<Rule> denials) {
    private static final Part NONE = new Part("", List.of(), List.of());

    private boolean allows(String object, long trigrams) {
      return first(permissions, object, trigrams).isPresent()
          && first(denials, object, trigrams).isEmpty();
    }

    private Optional<Decision> decision(List<Rule> rules, String object) {
      return first(rules, object, Trigrams.of(object)).map(rule -> new Decision(name, rule));
    }

    private Map<String, Part> byHead() {
      Map<String, List<Rule>> allowing = sorted(permissions);
      Map<String, List<Rule>> denying = sorted(denials);
      Set<String> heads = new HashSet<>(allowing.keySet());
      heads.addAll(denying.keySet());
      Map<String, Part> parts = new HashMap<>();
      for (String head : heads) {
        parts.put(head, new Part(name, about(head, allowing), about(head, denying)));
      }
      return parts;
    }

    private static Map<String, List<Rule>> sorted(List<Rule> rules) {
      return rules.stream().collect(groupingBy(rule -> rule.object().head().orElse(ANY)));
    }

    private Part about(String head) {
      Predicate<Rule> relevant = rule -> rule.object().head().orElse(head).equals(head);
      return new Part(
          name,
          permissions.stream().filter(relevant).toList(),
          denials.stream().filter(relevant).toList());
    }

    private static List<Rule> about(String head, Map<String, List<Rule>> sorted) {
      List<Rule> about = new ArrayList<>(sorted.getOrDefault(ANY, List.of()));
      if (!head.equals(ANY)) {
        about.addAll(sorted.getOrDefault(head, List.of()));
      }
      return about;
    }
  }

  /** The line that decides, and the name that it is about. */
  record Decision(String name, Rule rule) {
    /** Empty where no line is about the object. */
    static Optional<Decision> of(List<Part> parts, String object) {
      long trigrams = Trigrams.of(object);
      for (Part part : parts) {
        if (part.allows(object, trigrams)) {
          return part.decision(part.permissions, object);
        }
      }
      return parts.stream()
          .flatMap(part -> part.decision(part.denials, object).stream())
          .findFirst();
    }
  }

  public boolean allows(String object) {
    long trigrams = Trigrams.of(object);
    for (Part part : partsFor(object)) {
      if (part.allows(object, trigrams)) {
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

  private static Optional<Rule> first(List<Rule> rules, String object, long trigrams) {
    for (Rule rule : rules) {
      Term term = rule.object();
      if (Trigrams.mayContain(trigrams, term.trigrams()) && term.matches(object)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
