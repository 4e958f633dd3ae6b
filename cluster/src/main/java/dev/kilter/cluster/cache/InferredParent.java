package dev.kilter.cluster.cache;

import dev.kilter.model.manifest.GroupKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an object without owner belongs nevertheless (behaviour page §2.12): Endpoints under the
 * Service of their name, a token under its ServiceAccount, a claim under its StatefulSet. {@code
 * name} is the parent's, for claims the claim's without its ordinal.
 */
record InferredParent(Relation relation, String namespace, String name) {
  private static final GroupKind SERVICE = new GroupKind("", "Service");
  private static final GroupKind ACCOUNT = new GroupKind("", "ServiceAccount");
  private static final GroupKind STATEFUL_SET = new GroupKind("apps", "StatefulSet");

  enum Relation {
    ENDPOINTS,
    TOKEN,
    CLAIM
  }

  /** What the child belongs under, if it says so by its name or an annotation. */
  static Optional<InferredParent> of(Held child) {
    if (child.owners.length > 0 || !child.kind.group().isEmpty()) {
      return Optional.empty();
    }
    return switch (child.kind.kind()) {
      case "Endpoints" ->
          Optional.of(new InferredParent(Relation.ENDPOINTS, child.namespace, child.name));
      case "Secret" ->
          Optional.of(child.detail(Details.SERVICE_ACCOUNT))
              .filter(account -> !account.isEmpty())
              .map(account -> new InferredParent(Relation.TOKEN, child.namespace, account));
      case "PersistentVolumeClaim" -> claim(child);
      default -> Optional.empty();
    };
  }

  private static Optional<InferredParent> claim(Held child) {
    int dash = child.name.lastIndexOf('-');
    boolean ordinal =
        dash > 0
            && dash < child.name.length() - 1
            && child.name.chars().skip(dash + 1L).allMatch(Character::isDigit);
    return ordinal
        ? Optional.of(
            new InferredParent(Relation.CLAIM, child.namespace, child.name.substring(0, dash)))
        : Optional.empty();
  }

  /** What children would have to say to belong under this object. */
  static List<InferredParent> tokens(Held parent) {
    GroupKind kind = parent.kind.groupKind();
    if (kind.equals(SERVICE)) {
      return List.of(new InferredParent(Relation.ENDPOINTS, parent.namespace, parent.name));
    }
    if (kind.equals(ACCOUNT)) {
      return List.of(new InferredParent(Relation.TOKEN, parent.namespace, parent.name));
    }
    if (!kind.equals(STATEFUL_SET)) {
      return List.of();
    }
    return Stream.of(parent.detail(Details.CLAIM_TEMPLATES).split(","))
        .filter(template -> !template.isEmpty())
        .map(template ->
            new InferredParent(Relation.CLAIM, parent.namespace, template + "-" + parent.name))
        .toList();
  }

  /** The parents that are there; for claims each way to cut the name into template and set. */
  Stream<Held> candidates(ObjectIndex index) {
    return switch (relation) {
      case ENDPOINTS -> Stream.ofNullable(index.find(SERVICE, namespace, name));
      case TOKEN -> Stream.ofNullable(index.find(ACCOUNT, namespace, name));
      case CLAIM ->
          java.util.stream.IntStream.range(1, name.length())
              .filter(i -> name.charAt(i) == '-')
              .mapToObj(i -> index.find(STATEFUL_SET, namespace, name.substring(i + 1)))
              .flatMap(Stream::ofNullable)
              .filter(set -> tokens(set).contains(this));
    };
  }
}
