package dev.kilter.testkit.store;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.ApplicationStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Applications in memory, with the API server's manners: resourceVersions, finalizers, a 422 where
 * a saved run is not as it was read. Applications are put in as records ({@link #put}); manifests
 * cannot be created here.
 */
public final class InMemoryApplicationStore implements ApplicationStore {
  private final SequencedMap<ApplicationId, Application> applications = new TreeMap<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final List<String> writes = new ArrayList<>();
  private Optional<Failure> refusal = Optional.empty();
  private long lastVersion;

  /** Every accepted write as {@code verb name}, in order. */
  public synchronized List<String> writes() {
    return List.copyOf(writes);
  }

  /** From now on every write fails so; empty for none. */
  public synchronized void refuse(Optional<Failure> failure) {
    refusal = failure;
  }

  /** As a user applies it: spec, annotations and finalizers; status and operation stay. */
  public synchronized Application put(Application application) {
    Application before = applications.get(application.id());
    Application next =
        before == null
            ? with(application, new Edit().uid("uid-" + ++lastVersion))
            : with(
                application,
                new Edit()
                    .uid(before.uid())
                    .operation(before.operation())
                    .status(before.status())
                    .deletion(before.deletionTimestamp()));
    return save(next);
  }

  /** As another controller or a person writes whatever they like. */
  public synchronized Application edit(ApplicationId id, UnaryOperator<Application> edit) {
    return save(edit.apply(existing(id)));
  }

  /** As {@code kubectl delete}: gone at once, or marked while finalizers stand. */
  public synchronized void delete(ApplicationId id, Instant now) {
    Application application = existing(id);
    if (application.finalizers().isEmpty()) {
      remove(id);
    } else if (!application.deleting()) {
      save(with(application, Edit.of(application).deletion(Optional.of(now))));
    }
  }

  public synchronized Application existing(ApplicationId id) {
    Application found = applications.get(id);
    if (found == null) {
      throw new IllegalStateException("no application " + id);
    }
    return found;
  }

  public synchronized boolean has(ApplicationId id) {
    return applications.containsKey(id);
  }

  @Override
  public synchronized Result<List<Application>> list() {
    return Result.success(List.copyOf(applications.values()));
  }

  @Override
  public synchronized Result<Application> get(ApplicationId id) {
    return Optional.ofNullable(applications.get(id))
        .map(Result::success)
        .orElseGet(() -> missing(id));
  }

  @Override
  public Result<Application> create(Manifest application) {
    throw new UnsupportedOperationException("put a record instead: " + application.name());
  }

  @Override
  public Result<Application> update(Manifest application) {
    throw new UnsupportedOperationException("put a record instead: " + application.name());
  }

  @Override
  public Result<Application> patchSpec(ApplicationId id, Manifest mergePatch) {
    throw new UnsupportedOperationException("edit the record instead: " + id);
  }

  @Override
  public synchronized Result<Void> delete(ApplicationId id) {
    return get(id)
        .then(found -> {
          delete(id, Instant.EPOCH);
          return Result.done();
        });
  }

  @Override
  public synchronized Result<Application> writeStatus(
      Application read, ApplicationStatus next, List<String> removedAnnotations) {
    return write(
        "status",
        read.id(),
        now -> {
          Map<String, String> annotations = new LinkedHashMap<>(now.annotations());
          removedAnnotations.forEach(annotations::remove);
          ApplicationStatus status =
              next.withOperationState(now.status().operationState())
                  .withHistory(now.status().history());
          return Result.success(with(now, Edit.of(now).annotations(annotations).status(status)));
        });
  }

  @Override
  public synchronized Result<Application> startOperation(
      ApplicationId id, Operation operation, Map<String, Optional<String>> annotations) {
    return write(
        "operation",
        id,
        now ->
            now.operation().isPresent()
                ? conflict("another operation is already in progress")
                : Result.success(
                    with(
                        now,
                        Edit.of(now)
                            .annotations(merged(now.annotations(), annotations))
                            .operation(Optional.of(operation)))));
  }

  @Override
  public synchronized Result<Application> beginOperation(
      Application read, Operation operation, OperationState running) {
    return write(
        "begin",
        read.id(),
        now ->
            now.resourceVersion().equals(read.resourceVersion())
                ? Result.success(
                    with(
                        now,
                        Edit.of(now)
                            .operation(Optional.of(operation))
                            .status(now.status().withOperationState(Optional.of(running)))))
                : conflict("the application changed"));
  }

  @Override
  public synchronized Result<Application> saveOperationState(
      Application read, OperationState state, ApplicationStatus next) {
    return write(
        "state " + state.phase(),
        read.id(),
        now -> {
          if (!sameRun(now, read)) {
            return conflict("the operation's state is not as it was read");
          }
          boolean judged =
              !next.withOperationState(Optional.empty())
                  .withHistory(List.of())
                  .equals(
                      read.status().withOperationState(Optional.empty()).withHistory(List.of()));
          ApplicationStatus status =
              (judged ? next : now.status())
                  .withOperationState(Optional.of(state))
                  .withHistory(next.history());
          return Result.success(
              with(
                  now,
                  Edit.of(now)
                      .operation(state.phase().completed() ? Optional.empty() : now.operation())
                      .status(status)));
        });
  }

  @Override
  public synchronized Result<Application> terminateOperation(ApplicationId id) {
    return write(
        "terminate",
        id,
        now -> {
          Optional<OperationState> running =
              now.status().operationState().filter(state -> !state.phase().completed());
          return running.isEmpty() || now.operation().isEmpty()
              ? Result.failed(new Failure.NotFound("no operation is in progress"))
              : Result.success(
                  with(
                      now,
                      Edit.of(now)
                          .status(
                              now.status()
                                  .withOperationState(running.map(OperationState::terminating)))));
        });
  }

  @Override
  public synchronized Result<Application> annotate(
      ApplicationId id, Map<String, Optional<String>> annotations) {
    return write(
        "annotate",
        id,
        now ->
            Result.success(
                with(now, Edit.of(now).annotations(merged(now.annotations(), annotations)))));
  }

  @Override
  public synchronized Result<Application> writeFinalizers(
      Application read, List<String> finalizers) {
    return write(
        "finalizers",
        read.id(),
        now ->
            now.resourceVersion().equals(read.resourceVersion())
                ? Result.success(with(now, Edit.of(now).finalizers(finalizers)))
                : conflict("the application changed"));
  }

  @Override
  public synchronized void watch(Listener listener) {
    listeners.add(listener);
    applications.values().forEach(listener::upserted);
    listener.synced();
  }

  private Result<Application> write(
      String verb,
      ApplicationId id,
      java.util.function.Function<Application, Result<Application>> change) {
    if (refusal.isPresent()) {
      return Result.failed(refusal.get());
    }
    return get(id)
        .then(change)
        .map(next -> {
          if (same(next, existing(id))) {
            return existing(id);
          }
          writes.add(verb + " " + id.name());
          return save(next);
        });
  }

  private Application save(Application application) {
    Application saved =
        with(application, Edit.of(application).version(Long.toString(++lastVersion)));
    applications.put(saved.id(), saved);
    listeners.forEach(listener -> listener.upserted(saved));
    if (saved.deleting() && saved.finalizers().isEmpty()) {
      remove(saved.id());
    }
    return saved;
  }

  private void remove(ApplicationId id) {
    lastVersion++;
    applications.remove(id);
    listeners.forEach(listener -> listener.removed(id));
  }

  private static boolean same(Application one, Application other) {
    return with(one, Edit.of(one).version("")).equals(with(other, Edit.of(other).version("")));
  }

  private static boolean sameRun(Application now, Application read) {
    Optional<OperationState> here = now.status().operationState();
    Optional<OperationState> there = read.status().operationState();
    return here.map(OperationState::phase).equals(there.map(OperationState::phase))
        && here.map(OperationState::startedAt).equals(there.map(OperationState::startedAt));
  }

  private static Map<String, String> merged(
      Map<String, String> before, Map<String, Optional<String>> changes) {
    Map<String, String> after = new LinkedHashMap<>(before);
    changes.forEach((name, value) ->
        value.ifPresentOrElse(text -> after.put(name, text), () -> after.remove(name)));
    return after;
  }

  private static <T> Result<T> missing(ApplicationId id) {
    return Result.failed(new Failure.NotFound("no application " + id));
  }

  private static <T> Result<T> conflict(String message) {
    return Result.failed(new Failure.Conflict(message));
  }

  private static Application with(Application application, Edit edit) {
    return edit.on(application);
  }
}
