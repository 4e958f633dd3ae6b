package dev.kilter.testkit.apiserver;

import java.util.List;
import java.util.Optional;

/** Finds the resource that a path names. */
final class Router {
  private Router() {}

  /** {@code v1} or {@code apps/v1}; empty where the path is no path of an API. */
  static Optional<String> apiVersion(List<String> steps) {
    return switch (steps.isEmpty() ? "" : steps.getFirst()) {
      case "api" -> steps.size() > 1 ? Optional.of(steps.get(1)) : Optional.empty();
      case "apis" ->
          steps.size() > 2 ? Optional.of(steps.get(1) + "/" + steps.get(2)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  static Place place(Kinds kinds, Target target) {
    String apiVersion = apiVersion(target.steps()).orElseThrow(Statuses::noSuchResource);
    List<String> rest =
        target.steps().subList(apiVersion.contains("/") ? 3 : 2, target.steps().size());
    boolean namespaced = rest.size() > 2 && rest.getFirst().equals("namespaces");
    if (namespaced && kinds.at(apiVersion, rest.get(2)).isPresent()) {
      return place(kinds, apiVersion, rest.get(1), rest.subList(2, rest.size()));
    }
    if (!kinds.serves(apiVersion)) {
      throw Statuses.noSuchPath();
    }
    if (rest.isEmpty()) {
      throw Statuses.noSuchResource();
    }
    return place(kinds, apiVersion, "", rest);
  }

  private static Place place(Kinds kinds, String apiVersion, String namespace, List<String> rest) {
    Kind kind = kinds.at(apiVersion, rest.getFirst()).orElseThrow(Statuses::noSuchResource);
    String name = rest.size() > 1 ? rest.get(1) : "";
    String subresource = rest.size() > 2 ? rest.get(2) : "";
    if (kind.custom() && !subresource.isEmpty() && !isServed(kind, subresource)) {
      throw Statuses.notFound(kind, name);
    }
    boolean known = subresource.isEmpty() || isServed(kind, subresource);
    boolean placed = name.isEmpty() || kind.namespaced() != namespace.isEmpty();
    if (rest.size() > 3 || !known || !placed || (!namespace.isEmpty() && !kind.namespaced())) {
      throw Statuses.noSuchResource();
    }
    return new Place(kind, namespace, name, subresource);
  }

  private static boolean isServed(Kind kind, String subresource) {
    return switch (subresource) {
      case "status" -> kind.is(Kind.Trait.STATUS);
      case "finalize" -> kind.equals(Kinds.NAMESPACE);
      default -> false;
    };
  }
}
