package dev.kilter.engine.prune;

import dev.kilter.engine.resource.ResourceOptions;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The five proofs without which nothing is deleted (design 2.12), made on a live GET: the mark
 * names the object itself and this application, the application's status lists it, its uid is the
 * one that was watched, a complete render does not name it, and no controller owns it. Beyond that,
 * nothing goes that this run applied, that asks to stay, or that is the application itself.
 */
public final class Prune {
  private static final List<BiFunction<Manifest, Claim, Optional<String>>> OBJECTIONS =
      List.of(
          Prune::notTheApplication,
          Prune::notMarked,
          Prune::notListed,
          Prune::notTheSame,
          Prune::desired,
          Prune::owned,
          Prune::appliedHere,
          Prune::asksToStay);

  private static final int LONGEST_LABEL = 63;

  private Prune() {}

  public static Proof prove(Manifest live, Claim claim) {
    return OBJECTIONS.stream()
        .flatMap(objection -> objection.apply(live, claim).stream())
        .findFirst()
        .<Proof>map(Proof.NotProved::new)
        .orElseGet(() -> new Proof.Proved(live.uid(), live.resourceVersion()));
  }

  private static Optional<String> notTheApplication(Manifest live, Claim claim) {
    return when(live.key().equals(claim.self()), "it is the application itself");
  }

  private static Optional<String> notMarked(Manifest live, Claim claim) {
    return switch (claim.tracking().method()) {
      case LABEL -> notLabelled(live, claim);
      case ANNOTATION, ANNOTATION_AND_LABEL -> notAnnotated(live, claim);
    };
  }

  private static Optional<String> notLabelled(Manifest live, Claim claim) {
    String name = claim.instanceName();
    String cut = name.length() > LONGEST_LABEL ? name.substring(0, LONGEST_LABEL) : name;
    String label = live.label(claim.tracking().labelKey()).orElse("");
    return when(
        !label.equals(name) && !label.equals(cut),
        "its label " + claim.tracking().labelKey() + " does not name this application");
  }

  private static Optional<String> notAnnotated(Manifest live, Claim claim) {
    Optional<TrackingId> mark = live.annotation(TrackingId.ANNOTATION).flatMap(TrackingId::parse);
    if (mark.isEmpty()) {
      return Optional.of("it carries no tracking id");
    }
    if (!mark.get().instance().equals(claim.instanceName())) {
      return Optional.of("its tracking id names the application " + mark.get().instance());
    }
    if (!names(mark.get().key(), live.key())) {
      return Optional.of("its tracking id names another object, " + mark.get().key());
    }
    return foreignInstallation(live, claim.tracking());
  }

  /** Cluster-scoped objects carry the destination namespace in their mark. */
  private static boolean names(ResourceKey marked, ResourceKey live) {
    return live.namespace().isEmpty() ? marked.inNamespace("").equals(live) : marked.equals(live);
  }

  private static Optional<String> foreignInstallation(Manifest live, Settings.Tracking tracking) {
    Optional<String> ours = tracking.installationId().filter(id -> !id.isEmpty());
    return when(
        ours.isPresent() && !live.annotation(TrackingId.INSTALLATION_ANNOTATION).equals(ours),
        "it belongs to another installation");
  }

  private static Optional<String> notListed(Manifest live, Claim claim) {
    return when(
        !claim.inventory().contains(live.key()),
        "the application's status.resources does not list it");
  }

  private static Optional<String> notTheSame(Manifest live, Claim claim) {
    return when(
        live.uid().isEmpty() || !live.uid().equals(claim.expectedUid()),
        "it is not the object that was watched: its uid is "
            + live.uid()
            + ", not "
            + claim.expectedUid());
  }

  /** In any group: a kind that moved to another group is still the same object. */
  private static Optional<String> desired(Manifest live, Claim claim) {
    if (claim.desired().isEmpty()) {
      return Optional.of("no complete render is at hand");
    }
    ResourceKey key = live.key();
    return when(
        claim.desired().get().stream()
            .anyMatch(wanted ->
                wanted.kind().equals(key.kind())
                    && wanted.name().equals(key.name())
                    && (wanted.namespace().equals(key.namespace()) || key.namespace().isEmpty())),
        "Git still names it");
  }

  private static Optional<String> owned(Manifest live, Claim claim) {
    return live.items("metadata", "ownerReferences").stream()
        .filter(owner -> owner.flag("controller").orElse(false))
        .findFirst()
        .map(owner ->
            "it is owned by "
                + owner.text("kind").orElse("")
                + " "
                + owner.text("name").orElse(""));
  }

  private static Optional<String> appliedHere(Manifest live, Claim claim) {
    return when(claim.applied().contains(live.key()), "this very sync applied it");
  }

  private static Optional<String> asksToStay(Manifest live, Claim claim) {
    return when(
        ResourceOptions.of(live).asksToStay(),
        "it asks to be kept (Prune=false, Delete=false or helm.sh/resource-policy)");
  }

  private static Optional<String> when(boolean objected, String reason) {
    return objected ? Optional.of(reason) : Optional.empty();
  }
}
