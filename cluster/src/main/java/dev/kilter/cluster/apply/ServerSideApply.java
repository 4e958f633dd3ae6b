package dev.kilter.cluster.apply;

import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Applied;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Change;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.util.Optional;

/**
 * One request an object: PATCH as our manager, with force (design 2.4). What an earlier client-side
 * apply owns is migrated first; where the cache did not know of it, the answer tells, and the apply
 * is repeated after the migration.
 */
final class ServerSideApply {
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final int MIGRATIONS = 5;
  private static final String UNKNOWN_HERE =
      "the API server does not know server-side apply for this kind";

  private final ObjectRequests requests;
  private final ApplyRequest request;

  ServerSideApply(ObjectRequests requests, ApplyRequest request) {
    this.requests = requests;
    this.request = request;
  }

  /** What is live, where it is proved that applying would change nothing; that needs no request. */
  Optional<Manifest> alreadyThere(Optional<LiveResource> held) {
    return held.flatMap(LiveResource::manifest)
        .filter(live -> !hasFormerEntries(live))
        .filter(live -> ExactState.proved(payload(LastApplied.carriedBy(live)), live));
  }

  Answer apply(Optional<LiveResource> held) throws IOException {
    Optional<Manifest> known = held.flatMap(LiveResource::manifest);
    boolean remembers = known.map(LastApplied::carriedBy).orElse(false);
    if (known.map(this::hasFormerEntries).orElse(false)) {
      remembers |= migrate().map(LastApplied::carriedBy).orElse(false);
    }
    ApiResponse response = requests.apply(payload(remembers), "");
    if (!response.ok()) {
      return Answer.refused(response);
    }
    Manifest live = ObjectRequests.object(response);
    boolean created = response.status() == 201;
    boolean former = hasFormerEntries(live);
    if (former || (!remembers && LastApplied.carriedBy(live))) {
      if (former) {
        migrate();
      }
      response = requests.apply(payload(LastApplied.carriedBy(live)), "");
      if (!response.ok()) {
        return Answer.refused(response);
      }
      live = ObjectRequests.object(response);
    }
    Change change = created ? Change.CREATED : change(held, live);
    return Answer.accepted(response, new Applied(change, live, ""));
  }

  Answer dryRun(Optional<LiveResource> held) throws IOException {
    ApiResponse response = requests.apply(request.manifest(), "&dryRun=All");
    if (!response.ok()) {
      return Answer.refused(response);
    }
    Manifest live = ObjectRequests.object(response);
    Change change = response.status() == 201 ? Change.CREATED : change(held, live);
    return Answer.accepted(response, new Applied(change, live, ""));
  }

  static Change change(Optional<LiveResource> held, Manifest live) {
    return held.map(before ->
            before.resourceVersion().equals(live.resourceVersion())
                ? Change.UNCHANGED
                : Change.CONFIGURED)
        .orElse(Change.SERVER_SIDE_APPLIED);
  }

  private boolean hasFormerEntries(Manifest live) {
    return request
        .migrateFrom()
        .map(manager -> ManagerMigration.needed(live, manager))
        .orElse(false);
  }

  private Manifest payload(boolean remembers) {
    return remembers ? LastApplied.refreshed(request.manifest()) : request.manifest();
  }

  /** The object after the merge; empty where it could not be merged or is gone. */
  private Optional<Manifest> migrate() throws IOException {
    String manager = request.migrateFrom().orElseThrow();
    for (int attempt = 0; attempt < MIGRATIONS; attempt++) {
      ApiResponse read = requests.get();
      if (!read.ok()) {
        return Optional.empty();
      }
      Manifest live = ObjectRequests.object(read);
      Optional<byte[]> patch = ManagerMigration.patch(live, manager);
      if (patch.isEmpty()) {
        return Optional.of(live);
      }
      ApiResponse patched = requests.patch(JSON_PATCH, patch.get());
      if (patched.ok()) {
        return Optional.of(ObjectRequests.object(patched));
      }
      if (patched.status() != 409) {
        return Optional.of(live);
      }
    }
    return Optional.empty();
  }

  /** Why this server cannot apply this object server-side; empty where it can. */
  Optional<String> incapable(ApiResponse response) {
    String message = Refusals.message(response);
    return switch (response.status()) {
      case 415 -> Optional.of(UNKNOWN_HERE);
      case 500 -> untyped(message);
      case 400 ->
          message.contains("managedFields")
              ? Optional.of("the manifest contains metadata.managedFields")
              : Optional.of(UNKNOWN_HERE).filter(_ -> message.contains(ObjectRequests.APPLY));
      default -> Optional.empty();
    };
  }

  /** Fields that the schema does not know are refused in any way, unless nobody is to look. */
  private Optional<String> untyped(String message) {
    if (!message.contains("failed to create typed patch object")) {
      return Optional.empty();
    }
    return message.contains("field not declared in schema")
        ? Optional.of("it has fields that the schema does not have")
            .filter(_ -> !request.validate())
        : Optional.of("its lists do not have unique keys");
  }
}
