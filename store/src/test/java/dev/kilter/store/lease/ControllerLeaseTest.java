package dev.kilter.store.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.lease.ControllerLease.Claim;
import dev.kilter.store.lease.ControllerLease.Claim.Held;
import dev.kilter.store.lease.ControllerLease.Claim.Taken;
import dev.kilter.store.lease.ControllerLease.Ticks;
import dev.kilter.store.requests.ResourceKind;
import dev.kilter.store.testing.Plane;
import dev.kilter.store.testing.Results;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of several controllers one acts. */
class ControllerLeaseTest {
  private static final ResourceKind LEASE =
      new ResourceKind("coordination.k8s.io", "v1", "Lease", "leases");

  private final String namespace = Plane.freshNamespace();
  private final Set<String> goneProcesses = new HashSet<>();
  private long elapsed;
  private final ControllerLease one = lease("one");
  private final ControllerLease other = lease("other");

  private ControllerLease lease(String name) {
    return new ControllerLease(
        Plane.resources(),
        namespace,
        new LeaseHolder(name, "process of " + name),
        goneProcesses::contains,
        new Ticks(InstantSource.system(), () -> elapsed));
  }

  @Test
  void theFirstHoldsItAndTheOtherStandsBy() {
    assertThat(claim(one)).isEqualTo(new Held(0));
    assertThat(claim(other)).isEqualTo(new Taken("one"));
    pass(Duration.ofSeconds(10));
    assertThat(claim(one)).isEqualTo(new Held(0));
    pass(Duration.ofSeconds(10));
    assertThat(claim(other)).isEqualTo(new Taken("one"));
  }

  @Test
  void saysWhereItsHolderIsAsked() {
    LeaseHolder answering = new LeaseHolder("answering", "", "10.0.0.1:8443");
    ControllerLease lease =
        new ControllerLease(
            Plane.resources(), namespace, answering, goneProcesses::contains, Ticks.system());
    claim(lease);
    assertThat(ControllerLease.holder(Plane.resources(), namespace))
        .isEqualTo(Result.success(answering));
    lease.release();
    claim(one);
    assertThat(ControllerLease.holder(Plane.resources(), namespace))
        .isEqualTo(Result.success(new LeaseHolder("one", "process of one", "")));
  }

  @Test
  void whoNoLongerRenewsItLosesIt() {
    claim(one);
    claim(other);
    pass(ControllerLease.DURATION.minusSeconds(1));
    assertThat(claim(other)).isEqualTo(new Taken("one"));
    pass(Duration.ofSeconds(1));
    assertThat(claim(other)).isEqualTo(new Held(1));
    assertThat(claim(one)).isEqualTo(new Taken("other"));
  }

  @Test
  void aReleasedOneIsFreeAtOnce() {
    claim(one);
    Results.success(other.release());
    assertThat(claim(other)).isEqualTo(new Taken("one"));
    Results.success(one.release());
    assertThat(claim(other)).isEqualTo(new Held(1));
  }

  @Test
  void theOneOfAProcessThatIsCertainlyGoneIsFreeAtOnce() {
    claim(one);
    goneProcesses.add("process of one");
    assertThat(claim(other)).isEqualTo(new Held(1));
    assertThat(claim(one)).isEqualTo(new Taken("other"));
  }

  @Test
  void ofManyAtTheSameTimeOneGetsIt() throws Exception {
    List<Callable<Claim>> claims =
        IntStream.range(0, 8)
            .<Callable<Claim>>mapToObj(i -> () -> claim(lease("holder-" + i)))
            .toList();
    try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(together.invokeAll(claims).stream().map(Future::resultNow))
          .filteredOn(Held.class::isInstance)
          .hasSize(1);
    }
  }

  @Test
  void anotherWriteToTheLeaseIsNoReasonToLoseIt() {
    claim(one);
    Manifest lease = Results.success(Plane.resources().get(LEASE, namespace, ControllerLease.NAME));
    Results.success(
        Plane.resources()
            .replace(LEASE, namespace, lease.with("yes", "metadata", "annotations", "looked-at")));
    assertThat(claim(one)).isEqualTo(new Held(0));
    assertThat(
            Results.success(Plane.resources().get(LEASE, namespace, ControllerLease.NAME))
                .annotations())
        .containsEntry("looked-at", "yes")
        .containsEntry("kilter.dev/process", "process of one");
  }

  @Test
  void aLeaseThatWasTakenAwayIsMadeAnewAtOnce() {
    claim(one);
    Results.success(Plane.resources().delete(LEASE, namespace, ControllerLease.NAME));
    assertThat(claim(one)).isEqualTo(new Held(0));
    assertThat(claim(other)).isEqualTo(new Taken("one"));
  }

  @Test
  void aServerThatRefusesIsNoLease() {
    ControllerLease nowhere =
        new ControllerLease(
            Plane.resources(),
            "no-such-namespace",
            new LeaseHolder("one", ""),
            goneProcesses::contains,
            Ticks.system());
    assertThat(nowhere.claim())
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(Failure.NotFound.class));
  }

  private void pass(Duration time) {
    elapsed += time.toNanos();
  }

  private static Claim claim(ControllerLease lease) {
    return Results.success(lease.claim());
  }
}
