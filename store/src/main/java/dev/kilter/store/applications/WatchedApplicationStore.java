package dev.kilter.store.applications;

import static dev.kilter.store.requests.ResourceKind.APPLICATION;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.ApplicationStore;
import dev.kilter.store.reading.ApplicationReader;
import dev.kilter.store.requests.ResourceSelection;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.watching.Followed;
import dev.kilter.store.watching.ResourceListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers from a watched snapshot and writes through a {@link DirectApplicationStore}. Its own
 * writes are in the snapshot when they return.
 */
public final class WatchedApplicationStore implements ApplicationStore {
  private final DirectApplicationStore direct;
  private final ApplicationSnapshot snapshot = new ApplicationSnapshot();
  private final Deliveries deliveries = new Deliveries();
  private final ApplicationScope scope;

  public WatchedApplicationStore(Resources resources, ApplicationScope scope) {
    this.direct = new DirectApplicationStore(resources, scope);
    this.scope = scope;
  }

  /** What must be followed and told to this store. */
  public Followed followed() {
    return new Followed(ResourceSelection.of(APPLICATION, scope.watchedNamespace()), new Scoped());
  }

  @Override
  public Result<List<Application>> list() {
    return deliveries.synced() ? Result.success(snapshot.all()) : direct.list();
  }

  /** One that was created a moment ago may not be in the snapshot yet. */
  @Override
  public Result<Application> get(ApplicationId id) {
    return snapshot.find(id).map(Result::success).orElseGet(() -> direct.get(id));
  }

  @Override
  public Result<Application> create(Manifest application) {
    return written(direct.create(application));
  }

  @Override
  public Result<Application> update(Manifest application) {
    return written(direct.update(application));
  }

  @Override
  public Result<Application> patchSpec(ApplicationId id, Manifest mergePatch) {
    return written(direct.patchSpec(id, mergePatch));
  }

  @Override
  public Result<Void> delete(ApplicationId id) {
    return direct.delete(id);
  }

  /** What differs is judged against the newest state that is known, not an older one. */
  @Override
  public Result<Application> writeStatus(
      Application read, ApplicationStatus next, List<String> removedAnnotations) {
    Application newest =
        snapshot.find(read.id()).map(held -> ApplicationSnapshot.newer(held, read)).orElse(read);
    return written(direct.writeStatus(newest, next, removedAnnotations));
  }

  @Override
  public Result<Application> startOperation(
      ApplicationId id, Operation operation, Map<String, Optional<String>> annotations) {
    return written(direct.startOperation(id, operation, annotations));
  }

  @Override
  public Result<Application> beginOperation(
      Application read, Operation operation, OperationState running) {
    return written(direct.beginOperation(read, operation, running));
  }

  @Override
  public Result<Application> saveOperationState(
      Application read, OperationState state, ApplicationStatus next) {
    return written(direct.saveOperationState(read, state, next));
  }

  @Override
  public Result<Application> terminateOperation(ApplicationId id) {
    return written(direct.terminateOperation(id));
  }

  @Override
  public Result<Application> annotate(ApplicationId id, Map<String, Optional<String>> annotations) {
    return written(direct.annotate(id, annotations));
  }

  @Override
  public Result<Application> writeFinalizers(Application read, List<String> finalizers) {
    return written(direct.writeFinalizers(read, finalizers));
  }

  @Override
  public void watch(Listener listener) {
    deliveries.add(listener);
  }

  private Result<Application> written(Result<Application> outcome) {
    return outcome.map(application -> {
      snapshot.written(application);
      return application;
    });
  }

  /** Tells listeners in order; a new one first hears of what exists. Reads never wait for it. */
  private final class Deliveries {
    private final List<Listener> listeners = new ArrayList<>();
    private volatile boolean synced;

    boolean synced() {
      return synced;
    }

    synchronized void add(Listener listener) {
      listeners.add(listener);
      snapshot.all().forEach(listener::upserted);
      if (synced) {
        listener.synced();
      }
    }

    synchronized void upserted(Application application) {
      Application newest = snapshot.observed(application);
      listeners.forEach(listener -> listener.upserted(newest));
    }

    synchronized void removed(ApplicationId id) {
      snapshot.removed(id);
      listeners.forEach(listener -> listener.removed(id));
    }

    synchronized void firstSynced() {
      if (!synced) {
        synced = true;
        listeners.forEach(Listener::synced);
      }
    }
  }

  /** Lets only those Applications through that are ours. */
  private final class Scoped implements ResourceListener {
    @Override
    public void upserted(Manifest resource) {
      if (scope.includes(resource.namespace())) {
        deliveries.upserted(
            snapshot.held(resource).orElseGet(() -> ApplicationReader.read(resource)));
      }
    }

    @Override
    public void removed(String namespace, String name) {
      if (scope.includes(namespace)) {
        deliveries.removed(new ApplicationId(namespace, name));
      }
    }

    @Override
    public void synced() {
      deliveries.firstSynced();
    }
  }
}
