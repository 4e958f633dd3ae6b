package dev.kilter.server.rest;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Applications as trees in memory, as the API server would keep them. */
final class TreeStore implements ApplicationStore {
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Map<ApplicationId, Manifest> trees = new TreeMap<>();
  private List<String> finalizersAtDeletion = List.of();
  private int version;

  /** Of the application that was deleted last. */
  List<String> finalizersAtDeletion() {
    return finalizersAtDeletion;
  }

  void put(Manifest tree) {
    Manifest stored = tree.with(Integer.toString(++version), "metadata", "resourceVersion");
    trees.put(id(tree), stored);
    listeners.forEach(listener -> listener.upserted(ApplicationReader.read(stored)));
  }

  Manifest tree(String name) {
    return stored(new ApplicationId("argocd", name));
  }

  private Manifest stored(ApplicationId id) {
    return java.util.Objects.requireNonNull(trees.get(id), id.toString());
  }

  boolean has(String name) {
    return trees.containsKey(new ApplicationId("argocd", name));
  }

  private static ApplicationId id(Manifest tree) {
    return new ApplicationId(tree.namespace(), tree.name());
  }

  @Override
  public Result<List<Application>> list() {
    return Result.success(trees.values().stream().map(ApplicationReader::read).toList());
  }

  @Override
  public Result<Application> get(ApplicationId id) {
    Manifest tree = trees.get(id);
    return tree == null
        ? Result.failed(new Failure.NotFound("no " + id))
        : Result.success(ApplicationReader.read(tree));
  }

  @Override
  public Result<Application> create(Manifest application) {
    if (trees.containsKey(id(application))) {
      return Result.failed(new Failure.Conflict("exists"));
    }
    put(application);
    return get(id(application));
  }

  @Override
  public Result<Application> update(Manifest application) {
    return change(
        id(application),
        old ->
            old.with(application.map("spec"), "spec")
                .with(application.labels(), "metadata", "labels")
                .with(application.annotations(), "metadata", "annotations"));
  }

  @Override
  public Result<Application> patchSpec(ApplicationId id, Manifest mergePatch) {
    return change(
        id, old -> old.with(TreePatch.merged(old.map("spec"), mergePatch.root()), "spec"));
  }

  @Override
  public Result<Void> delete(ApplicationId id) {
    finalizersAtDeletion = ApplicationReader.read(stored(id)).finalizers();
    trees.remove(id);
    listeners.forEach(listener -> listener.removed(id));
    return Result.done();
  }

  @Override
  public Result<Application> writeStatus(
      Application read, ApplicationStatus next, List<String> removedAnnotations) {
    throw new UnsupportedOperationException("the API writes no status");
  }

  @Override
  public Result<Application> startOperation(
      ApplicationId id, Operation operation, Map<String, Optional<String>> annotations) {
    if (trees.containsKey(id) && stored(id).at("operation").isPresent()) {
      return Result.failed(new Failure.Conflict("another operation is already in progress"));
    }
    return change(id, old -> annotated(old, annotations).with(operation.raw().root(), "operation"));
  }

  @Override
  public Result<Application> saveOperationState(
      Application read, OperationState state, ApplicationStatus statusWithHistory) {
    throw new UnsupportedOperationException("the API writes no status");
  }

  @Override
  public Result<Application> terminateOperation(ApplicationId id) {
    return stored(id).at("operation").isEmpty()
        ? Result.failed(new Failure.NotFound("nothing runs"))
        : change(id, old -> old.with("Terminating", "status", "operationState", "phase"));
  }

  @Override
  public Result<Application> annotate(ApplicationId id, Map<String, Optional<String>> annotations) {
    return change(id, old -> annotated(old, annotations));
  }

  @Override
  public Result<Application> writeFinalizers(Application read, List<String> finalizers) {
    return change(read.id(), old -> old.with(finalizers, "metadata", "finalizers"));
  }

  @Override
  public void watch(Listener listener) {
    listeners.add(listener);
    trees.values().forEach(tree -> listener.upserted(ApplicationReader.read(tree)));
    listener.synced();
  }

  private Result<Application> change(
      ApplicationId id, java.util.function.UnaryOperator<Manifest> change) {
    return get(id)
        .then(_ -> {
          put(change.apply(stored(id)));
          return get(id);
        });
  }

  private static Manifest annotated(Manifest tree, Map<String, Optional<String>> annotations) {
    Manifest result = tree;
    for (Map.Entry<String, Optional<String>> one : annotations.entrySet()) {
      result =
          one.getValue().isPresent()
              ? result.with(one.getValue().get(), "metadata", "annotations", one.getKey())
              : result.without("metadata", "annotations", one.getKey());
    }
    return result;
  }
}
