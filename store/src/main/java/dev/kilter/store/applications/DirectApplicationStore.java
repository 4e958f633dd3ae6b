package dev.kilter.store.applications;

import static dev.kilter.store.requests.ResourceKind.APPLICATION;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.ApplicationStore;
import dev.kilter.store.reading.ApplicationReader;
import dev.kilter.store.reading.Replacement;
import dev.kilter.store.requests.ResourceSelection;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.tree.JsonPatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every call is a request; nothing is watched or remembered. For commands that run once. */
public final class DirectApplicationStore implements ApplicationStore {
  private static final int MAX_ATTEMPTS = 5;

  private final Resources resources;
  private final String controlPlaneNamespace;
  private final Supplier<Result<ApplicationScope>> scope;

  public DirectApplicationStore(Resources resources, ApplicationScope scope) {
    this(resources, scope.controlPlaneNamespace(), () -> Result.success(scope));
  }

  /** With a scope that costs a request, which only listing is worth. */
  public DirectApplicationStore(
      Resources resources, String controlPlaneNamespace, Supplier<Result<ApplicationScope>> scope) {
    this.resources = resources;
    this.controlPlaneNamespace = controlPlaneNamespace;
    this.scope = scope;
  }

  @Override
  public Result<List<Application>> list() {
    return scope.get().then(this::list);
  }

  private Result<List<Application>> list(ApplicationScope of) {
    return resources
        .list(ResourceSelection.of(APPLICATION, of.watchedNamespace()))
        .map(listing ->
            listing.items().stream()
                .filter(item -> of.includes(item.namespace()))
                .map(ApplicationReader::read)
                .toList());
  }

  @Override
  public Result<Application> get(ApplicationId id) {
    return live(id).map(ApplicationReader::read);
  }

  @Override
  public Result<Application> create(Manifest application) {
    String namespace = namespaceOf(application);
    Manifest placed =
        application
            .with(APPLICATION.apiVersion(), "apiVersion")
            .with(APPLICATION.kind(), "kind")
            .with(namespace, "metadata", "namespace")
            .without("metadata", "resourceVersion")
            .without("metadata", "uid")
            .without("status");
    return resources.create(APPLICATION, namespace, placed).map(ApplicationReader::read);
  }

  @Override
  public Result<Application> update(Manifest application) {
    ApplicationId id = new ApplicationId(namespaceOf(application), application.name());
    boolean guarded = !application.resourceVersion().isEmpty();
    return retried(
        guarded ? 1 : MAX_ATTEMPTS,
        () ->
            live(id)
                .then(live ->
                    resources.replace(
                        APPLICATION, id.namespace(), Replacement.of(live, application))));
  }

  @Override
  public Result<Application> patchSpec(ApplicationId id, Manifest mergePatch) {
    return merged(id, Map.of("spec", mergePatch.root()));
  }

  @Override
  public Result<Void> delete(ApplicationId id) {
    return resources.delete(APPLICATION, id.namespace(), id.name()).then(_ -> Result.done());
  }

  @Override
  public Result<Application> writeStatus(
      Application read, ApplicationStatus next, List<String> removedAnnotations) {
    StatusPatch patch = new StatusPatch(read, next, removedAnnotations);
    if (patch.isEmpty()) {
      return Result.success(read);
    }
    return patch.needsJsonPatch()
        ? patched(read.id(), patch.jsonPatch())
        : merged(read.id(), patch.mergePatch());
  }

  @Override
  public Result<Application> startOperation(
      ApplicationId id, Operation operation, Map<String, Optional<String>> annotations) {
    Result<Manifest> live = annotations.isEmpty() ? Result.success(nothing()) : live(id);
    Result<Application> started =
        live.then(manifest -> patched(id, OperationPatch.start(manifest, operation, annotations)));
    return started instanceof Result.Failed<Application>(Failure.Conflict _)
        ? Result.failed(
            new Failure.Conflict(
                "Another operation is already in progress on "
                    + id
                    + ". Wait until it has finished, or terminate it."))
        : started;
  }

  @Override
  public Result<Application> beginOperation(
      Application read, Operation operation, OperationState running) {
    return patched(read.id(), OperationPatch.begin(read, operation, running));
  }

  @Override
  public Result<Application> saveOperationState(
      Application read, OperationState state, ApplicationStatus next) {
    return patched(read.id(), OperationPatch.save(read, state, next));
  }

  @Override
  public Result<Application> terminateOperation(ApplicationId id) {
    return retried(
        MAX_ATTEMPTS,
        () ->
            live(id)
                .then(live ->
                    OperationPatch.terminating(live)
                        ? Result.success(live)
                        : OperationPatch.terminate(live)
                            .map(patch -> sent(id, patch))
                            .orElseGet(() ->
                                Result.failed(
                                    new Failure.NotFound(
                                        "No operation is in progress on " + id + ".")))));
  }

  @Override
  public Result<Application> annotate(ApplicationId id, Map<String, Optional<String>> annotations) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    annotations.forEach((name, value) -> values.put(name, value.orElse(null)));
    return merged(id, Map.of("metadata", Map.of("annotations", values)));
  }

  @Override
  public Result<Application> writeFinalizers(Application read, List<String> finalizers) {
    return merged(
        read.id(),
        Map.of(
            "metadata",
            Map.of("resourceVersion", read.resourceVersion(), "finalizers", finalizers)));
  }

  /** A direct store hears of nothing by itself. */
  @Override
  public void watch(Listener listener) {
    throw new UnsupportedOperationException("this store reads on request only");
  }

  private Result<Manifest> live(ApplicationId id) {
    return resources.get(APPLICATION, id.namespace(), id.name());
  }

  private Result<Application> merged(ApplicationId id, Map<String, @Nullable Object> patch) {
    return resources
        .mergePatch(APPLICATION, id.namespace(), id.name(), patch)
        .map(ApplicationReader::read);
  }

  private Result<Application> patched(ApplicationId id, JsonPatch patch) {
    return sent(id, patch).map(ApplicationReader::read);
  }

  private Result<Manifest> sent(ApplicationId id, JsonPatch patch) {
    return resources.jsonPatch(APPLICATION, id.namespace(), id.name(), patch);
  }

  private static Result<Application> retried(int attempts, Attempt attempt) {
    Result<Manifest> outcome = attempt.run();
    for (int i = 1;
        i < attempts && outcome instanceof Result.Failed<Manifest>(Failure.Conflict _);
        i++) {
      outcome = attempt.run();
    }
    return outcome.map(ApplicationReader::read);
  }

  private String namespaceOf(Manifest application) {
    return application.namespace().isEmpty() ? controlPlaneNamespace : application.namespace();
  }

  private static Manifest nothing() {
    return Manifest.of(Map.of());
  }

  private interface Attempt {
    Result<Manifest> run();
  }
}
