package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Kind.Trait;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the server itself writes into objects before they are stored. */
final class Preparation {
  private static final String PROTECTION = "kubernetes.io/pvc-protection";

  private final Context context;

  Preparation(Context context) {
    this.context = context;
  }

  Manifest created(Kind kind, Manifest object) {
    Manifest counted =
        kind.is(Trait.GENERATION) ? object.with(1L, "metadata", "generation") : object;
    Manifest fresh = kind.is(Trait.STATUS) ? withBlankStatus(kind, counted) : counted;
    return switch (kind.groupKind()) {
      case "Namespace" ->
          fresh
              .with(List.of("kubernetes"), "spec", "finalizers")
              .with(Map.of("phase", "Active"), "status");
      case "PersistentVolumeClaim" -> protectedClaim(fresh);
      case "Service" -> new ServiceAddresses(context).allocated(fresh);
      case "Job.batch" -> JobSelectors.selected(fresh);
      case "CustomResourceDefinition.apiextensions.k8s.io" -> Definitions.accepted(fresh);
      case "Role.rbac.authorization.k8s.io", "ClusterRole.rbac.authorization.k8s.io" ->
          stored(fresh);
      default -> fresh;
    };
  }

  private static Manifest withBlankStatus(Kind kind, Manifest object) {
    if (kind.custom()) {
      return object.without("status");
    }
    Manifest blank =
        Defaults.fill(kind, Manifest.of(dev.kilter.testkit.apiserver.Objects.blank(kind)));
    return blank.at("status").map(status -> object.with(status, "status")).orElse(object);
  }

  private static Manifest protectedClaim(Manifest claim) {
    List<@Nullable Object> finalizers = claim.list("metadata", "finalizers");
    if (finalizers.contains(PROTECTION)) {
      return claim;
    }
    List<@Nullable Object> all = new java.util.ArrayList<>(finalizers);
    all.add(PROTECTION);
    return claim.with(List.copyOf(all), "metadata", "finalizers");
  }

  /** The store knows no empty list of rules. */
  private static Manifest stored(Manifest role) {
    return role.list("rules").isEmpty()
        ? Draft.of(role.root()).set("rules", null).finished()
        : role;
  }

  Manifest updated(Kind kind, String subresource, Manifest before, Manifest next) {
    Manifest divided = kind.is(Trait.STATUS) ? divided(kind, subresource, before, next) : next;
    Manifest kept = divided;
    for (String field :
        List.of(
            "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds")) {
      Optional<Object> old = before.at("metadata", field);
      kept =
          old.isPresent()
              ? kept.with(old.get(), "metadata", field)
              : kept.without("metadata", field);
    }
    if (kept.uid().isEmpty()) {
      kept = kept.with(before.uid(), "metadata", "uid");
    }
    if (kind.group().startsWith("rbac.") && kind.kind().endsWith("Role")) {
      kept = stored(kept);
    }
    if (kind.is("", "Service")) {
      kept = ServiceAddresses.kept(before, kept);
    }
    if (kind.is("", "Namespace") && !subresource.equals("finalize")) {
      kept = kept.with(before.map("spec"), "spec");
    }
    return kind.is(Trait.GENERATION) && isNewGeneration(kind, before, kept)
        ? kept.with(
            before.integer("metadata", "generation").orElse(0L) + 1, "metadata", "generation")
        : kept;
  }

  /** The main resource leaves the status alone, and the status everything else. */
  private static Manifest divided(Kind kind, String subresource, Manifest before, Manifest next) {
    if (!subresource.equals("status")) {
      return before
          .at("status")
          .map(status -> next.with(status, "status"))
          .orElseGet(() -> next.without("status"));
    }
    Manifest mixed = kind.custom() ? before : before.with(next.map("metadata"), "metadata");
    Manifest owned =
        next.at("metadata", "managedFields")
            .map(fields -> mixed.with(fields, "metadata", "managedFields"))
            .orElse(mixed);
    return next.at("status").map(status -> owned.with(status, "status")).orElse(owned);
  }

  private static boolean isNewGeneration(Kind kind, Manifest before, Manifest next) {
    if (kind.custom()) {
      return !content(kind, before).equals(content(kind, next));
    }
    boolean annotated =
        kind.is("apps", "Deployment") && !before.annotations().equals(next.annotations());
    return annotated || !Objects.equals(before.map("spec"), next.map("spec"));
  }

  private static Manifest content(Kind kind, Manifest object) {
    Manifest content = object.without("metadata");
    return kind.is(Trait.STATUS) ? content.without("status") : content;
  }
}
