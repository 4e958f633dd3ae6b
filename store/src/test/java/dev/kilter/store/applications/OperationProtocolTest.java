package dev.kilter.store.applications;

import static dev.kilter.store.testing.Results.failure;
import static dev.kilter.store.testing.Results.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.ApplicationStatus.SyncState;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.Operation.InitiatedBy;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.RevisionHistory;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.testing.Plane;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationProtocolTest {
  private static final Instant STARTED = Instant.parse("2026-11-22T10:00:00Z");
  static final Operation SYNC =
      new Operation(
          new Operation.Sync(
              List.of("abc"),
              List.of(),
              true,
              false,
              Operation.Strategy.DEFAULT,
              List.of(),
              SyncOptions.NONE,
              0),
          new InitiatedBy("ada", false),
          Optional.empty(),
          Manifest.of(Map.of()));

  private final String namespace = Plane.freshNamespace();
  private final DirectApplicationStore store =
      new DirectApplicationStore(Plane.resources(), ApplicationScope.of(namespace));
  private final ApplicationId id = new ApplicationId(namespace, "shop");

  @BeforeEach
  void createApplication() {
    success(store.create(DirectApplicationStoreTest.shop()));
  }

  @Test
  void startsOnlyOneOperation() {
    Application started = success(store.startOperation(id, SYNC));

    assertThat(started.operation().orElseThrow().sync()).isEqualTo(SYNC.sync());
    assertThat(failure(store.startOperation(id, SYNC)))
        .isInstanceOfSatisfying(
            Failure.Conflict.class,
            conflict -> assertThat(conflict.message()).contains("already in progress"));
  }

  @Test
  void startsTogetherWithItsAnnotationsOrNotAtAll() {
    Map<String, Optional<String>> hold = Map.of("kilter.dev/hold", Optional.of("{}"));
    success(store.startOperation(id, SYNC));

    assertThat(failure(store.startOperation(id, SYNC, hold))).isInstanceOf(Failure.Conflict.class);
    assertThat(success(store.get(id)).annotations()).isEmpty();

    success(store.terminateOperation(id));
    assertThat(success(store.startOperation(id, SYNC, hold)).annotations())
        .containsKey("kilter.dev/hold");
  }

  @Test
  void runsFromStartToHistory() {
    Application started = success(store.startOperation(id, SYNC));
    Application running = save(started, state(OperationPhase.Running));
    OperationState done = state(OperationPhase.Succeeded);
    RevisionHistory entry =
        new RevisionHistory(
            1,
            List.of("abc"),
            started.spec().sources(),
            false,
            Optional.of(STARTED),
            STARTED.plusSeconds(5),
            SYNC.initiatedBy());
    ApplicationStatus next =
        running.status().withOperationState(Optional.of(done)).withHistory(List.of(entry));

    Application finished = success(store.saveOperationState(running, done, next));

    assertThat(finished.operation()).isEmpty();
    assertThat(finished.raw().at("operation")).isEmpty();
    assertThat(finished.status().operationState().orElseThrow().phase())
        .isEqualTo(OperationPhase.Succeeded);
    assertThat(finished.status().history()).containsExactly(entry);
    assertThat(success(store.get(id))).isEqualTo(finished);
  }

  @Test
  void theEndOfARunCarriesTheVerdictOnIt() {
    Application running =
        save(success(store.startOperation(id, SYNC)), state(OperationPhase.Running));
    SyncState synced =
        new SyncState(Optional.of(SyncStatus.Synced), List.of("abc"), Optional.empty());
    ApplicationStatus next =
        new ApplicationStatus(
            synced,
            running.status().health(),
            running.status().resources(),
            running.status().conditions(),
            running.status().operationState(),
            running.status().history(),
            running.status().summary(),
            running.status().sourceTypes(),
            Optional.of(STARTED.plusSeconds(6)),
            running.status().controllerNamespace());

    Application finished =
        success(store.saveOperationState(running, state(OperationPhase.Succeeded), next));

    assertThat(finished.operation()).isEmpty();
    assertThat(finished.status().operationState().orElseThrow().phase())
        .isEqualTo(OperationPhase.Succeeded);
    assertThat(finished.status().sync()).isEqualTo(synced);
    assertThat(finished.status().reconciledAt()).contains(STARTED.plusSeconds(6));
  }

  @Test
  void beginsInOneWriteOfTheVersionThatWasRead() {
    Application read = success(store.get(id));

    Application begun = success(store.beginOperation(read, SYNC, state(OperationPhase.Running)));

    assertThat(begun.operation()).isPresent();
    assertThat(begun.status().operationState().orElseThrow().phase())
        .isEqualTo(OperationPhase.Running);
    assertThat(failure(store.beginOperation(read, SYNC, state(OperationPhase.Running))))
        .isInstanceOf(Failure.Conflict.class);
  }

  @Test
  void terminationWinsOverAWriterThatReadBefore() {
    Application running =
        save(success(store.startOperation(id, SYNC)), state(OperationPhase.Running));

    Application terminating = success(store.terminateOperation(id));

    assertThat(terminating.status().operationState().orElseThrow().phase())
        .isEqualTo(OperationPhase.Terminating);
    OperationState done = state(OperationPhase.Succeeded);
    assertThat(failure(store.saveOperationState(running, done, running.status())))
        .isInstanceOf(Failure.Conflict.class);
    assertThat(success(store.get(id)).status().operationState().orElseThrow().phase())
        .isEqualTo(OperationPhase.Terminating);
    save(terminating, state(OperationPhase.Failed));
    assertThat(failure(store.terminateOperation(id))).isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void terminationIsNeverLostAmongConcurrentWrites() throws InterruptedException {
    Application running =
        save(success(store.startOperation(id, SYNC)), state(OperationPhase.Running));
    CountDownLatch busy = new CountDownLatch(5);
    Thread controller =
        Thread.ofVirtual()
            .start(() -> {
              Application current = running;
              for (int i = 0; i < 10_000; i++) {
                OperationState next = state(OperationPhase.Running, "step " + i);
                if (store.saveOperationState(current, next, current.status())
                    instanceof Result.Success<Application>(var saved)) {
                  current = saved;
                  busy.countDown();
                } else {
                  return;
                }
              }
            });
    busy.await();

    success(store.terminateOperation(id));
    controller.join();

    assertThat(success(store.get(id)).status().operationState().orElseThrow().phase())
        .isEqualTo(OperationPhase.Terminating);
  }

  @Test
  void takesBackAnOperationThatHasNotBegun() {
    Application started = success(store.startOperation(id, SYNC));

    Application cancelled = success(store.terminateOperation(id));

    assertThat(cancelled.operation()).isEmpty();
    assertThat(
            failure(
                store.saveOperationState(started, state(OperationPhase.Running), started.status())))
        .isInstanceOf(Failure.Conflict.class);
    assertThat(failure(store.terminateOperation(id))).isInstanceOf(Failure.NotFound.class);
  }

  private Application save(Application read, OperationState state) {
    return success(store.saveOperationState(read, state, read.status()));
  }

  static OperationState running() {
    return state(OperationPhase.Running);
  }

  private static OperationState state(OperationPhase phase) {
    return state(phase, "");
  }

  private static OperationState state(OperationPhase phase, String message) {
    return new OperationState(
        SYNC,
        phase,
        message,
        Optional.empty(),
        STARTED,
        phase.completed() ? Optional.of(STARTED.plusSeconds(5)) : Optional.empty(),
        0);
  }
}
