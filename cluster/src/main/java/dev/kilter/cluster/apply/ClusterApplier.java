package dev.kilter.cluster.apply;

import dev.kilter.cluster.connection.LoginException;
import dev.kilter.cluster.discovery.ResourcePaths;
import dev.kilter.cluster.transport.Reason;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Applied;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Change;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.cluster.ResourceApplier.DeleteOutcome;
import dev.kilter.model.cluster.ResourceApplier.DeleteRequest;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Failure.ClusterUnreachable;
import dev.kilter.model.failure.Failure.KindUnknown;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/** Writes to one cluster, and tells its cache of each write before it returns (guard G12). */
public final class ClusterApplier {
  private static final Duration ESTABLISHED_STEP = Duration.ofMillis(100);
  private static final int ESTABLISHED_STEPS = 30;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int INVALID = 422;

  private final String server;
  private final KubernetesApi api;
  private final View view;

  /** What applying needs to know of the cluster, and what it tells back. */
  public interface View {
    /** The kind as served; asks the server again before it says that there is none. */
    Optional<ApiResource> resource(GroupVersionKind kind);

    Optional<LiveResource> held(ResourceKey key);

    KindSchema schema(GroupVersionKind kind);

    void written(Manifest live);

    void removed(ResourceKey key, String uid);

    void kindMissing();
  }

  public ClusterApplier(String server, KubernetesApi api, View view) {
    this.server = server;
    this.api = api;
    this.view = view;
  }

  public ApplyOutcome apply(ApplyRequest request) {
    GroupVersionKind kind = request.manifest().gvk();
    Optional<ApiResource> resource = view.resource(kind);
    if (resource.isEmpty()) {
      return new ApplyOutcome.Failed(unknown(request.key(), kind.version()));
    }
    Optional<Manifest> there = alreadyThere(request, resource.get());
    if (there.isPresent()) {
      return new Applied(Change.UNCHANGED, there.get(), "");
    }
    try {
      Answer answer = answer(request, resource.get());
      if (answer.applied().isEmpty()) {
        return new ApplyOutcome.Failed(failure(answer.response(), request));
      }
      Applied applied = answer.applied().get();
      if (request.mode() != ApplyRequest.Mode.DRY_RUN) {
        view.written(applied.live());
        if (kind.kind().equals("CustomResourceDefinition")) {
          awaitEstablished(resource.get(), request);
        }
      }
      return applied;
    } catch (IOException e) {
      return neverSent(e) ? new ApplyOutcome.Failed(why(e)) : new ApplyOutcome.Unknown(lost(e));
    }
  }

  private Optional<Manifest> alreadyThere(ApplyRequest request, ApiResource resource) {
    return request.mode() == ApplyRequest.Mode.SERVER_SIDE
        ? new ServerSideApply(new ObjectRequests(api, resource, request), request)
            .alreadyThere(view.held(request.key()))
        : Optional.empty();
  }

  private Answer answer(ApplyRequest request, ApiResource resource) throws IOException {
    ObjectRequests requests = new ObjectRequests(api, resource, request);
    Answer answer = byMode(request, requests);
    boolean recreate =
        request.force()
            && request.mode() != ApplyRequest.Mode.DRY_RUN
            && answer.applied().isEmpty()
            && (answer.response().status() == INVALID || answer.response().status() == CONFLICT);
    return recreate ? new Recreation(requests, request).apply() : answer;
  }

  private Answer byMode(ApplyRequest request, ObjectRequests requests) throws IOException {
    Optional<LiveResource> held = view.held(request.key());
    ServerSideApply serverSide = new ServerSideApply(requests, request);
    return switch (request.mode()) {
      case SERVER_SIDE -> {
        Answer answer = serverSide.apply(held);
        Optional<String> incapable =
            answer.applied().isPresent()
                ? Optional.empty()
                : serverSide.incapable(answer.response());
        yield incapable.isPresent()
            ? clientSide(request, requests, "applied client-side: " + incapable.get())
            : answer;
      }
      case CLIENT_SIDE -> clientSide(request, requests, "");
      case REPLACE -> new Replacement(requests, request).apply();
      case DRY_RUN -> serverSide.dryRun(held);
    };
  }

  private Answer clientSide(ApplyRequest request, ObjectRequests requests, String note)
      throws IOException {
    KindSchema schema = view.schema(request.manifest().gvk());
    return new ClientSideApply(requests, request, schema).apply(note);
  }

  private Failure failure(ApiResponse response, ApplyRequest request) {
    if (response.status() == UNAUTHORIZED) {
      return denied();
    }
    if (response.status() == NOT_FOUND && kindGone(response)) {
      view.kindMissing();
      return unknown(request.key(), request.manifest().gvk().version());
    }
    return Refusals.of(response, request.manifest());
  }

  private Failure denied() {
    return new ClusterUnreachable(
        server, server + " answered 401: the cluster's credentials are not accepted, renew them");
  }

  private static Failure unknown(ResourceKey key, String version) {
    String apiVersion = new GroupVersionKind(key.group(), version, key.kind()).apiVersion();
    return new KindUnknown(
        key,
        "the API server does not serve "
            + key.kind()
            + " in "
            + apiVersion
            + ": is its CRD installed?");
  }

  /** A 404 without details is about the URL, not about an object or namespace. */
  private static boolean kindGone(ApiResponse response) {
    return Refusals.message(response).contains("could not find the requested resource")
        || !Refusals.status(response).kind().equals("Status");
  }

  private static boolean neverSent(IOException error) {
    return error instanceof ConnectException
        || error instanceof UnknownHostException
        || error instanceof LoginException
        || error instanceof WrongClusterException;
  }

  private Failure why(IOException error) {
    return error instanceof WrongClusterException wrong
        ? wrong.failure()
        : new ClusterUnreachable(server, Reason.of(server, error));
  }

  private String lost(IOException error) {
    return "the answer of " + server + " was lost: " + Reason.of(error);
  }

  /** Objects of the new kind may follow at once; Argo CD waits up to three seconds too. */
  private void awaitEstablished(ApiResource resource, ApplyRequest request) throws IOException {
    ObjectRequests requests = new ObjectRequests(api, resource, request);
    for (int step = 0; step < ESTABLISHED_STEPS; step++) {
      ApiResponse read = requests.get();
      if (!read.ok() || established(ObjectRequests.object(read))) {
        break;
      }
      try {
        Thread.sleep(ESTABLISHED_STEP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    view.kindMissing();
  }

  private static boolean established(Manifest definition) {
    return definition.items("status", "conditions").stream()
        .anyMatch(condition ->
            condition.text("type").orElse("").equals("Established")
                && condition.text("status").orElse("").equals("True"));
  }

  public DeleteOutcome delete(DeleteRequest request) {
    ResourceKey key = request.key();
    Optional<ApiResource> resource =
        view.resource(new GroupVersionKind(key.group(), request.version(), key.kind()));
    if (resource.isEmpty()) {
      return new DeleteOutcome.Failed(unknown(key, request.version()));
    }
    try {
      String path = ResourcePaths.object(resource.get(), key.namespace(), key.name());
      byte[] options =
          DeleteOptions.of(request.uid(), request.resourceVersion(), request.propagation());
      return outcome(api.send(ApiRequest.of("DELETE", path, "application/json", options)), request);
    } catch (IOException e) {
      return neverSent(e) ? new DeleteOutcome.Failed(why(e)) : new DeleteOutcome.Unknown(lost(e));
    }
  }

  private DeleteOutcome outcome(ApiResponse response, DeleteRequest request) throws IOException {
    return switch (response.status()) {
      case 200, 202 -> {
        Manifest answer = ObjectRequests.object(response);
        boolean gone =
            answer.kind().equals("Status")
                || answer.text("metadata", "deletionTimestamp").isEmpty();
        if (gone) {
          view.removed(request.key(), request.uid());
        } else if (!answer.uid().isEmpty()) {
          view.written(answer);
        }
        yield new DeleteOutcome.Deleted(gone);
      }
      case NOT_FOUND -> {
        view.removed(request.key(), request.uid());
        yield new DeleteOutcome.AlreadyGone();
      }
      case CONFLICT -> new DeleteOutcome.Changed(Refusals.message(response));
      case UNAUTHORIZED -> new DeleteOutcome.Failed(denied());
      default -> new DeleteOutcome.Failed(Refusals.of(response, request.key()));
    };
  }
}
