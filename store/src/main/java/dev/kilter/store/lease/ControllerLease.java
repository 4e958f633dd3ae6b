package dev.kilter.store.lease;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.requests.ResourceKind;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.tree.Times;
import dev.kilter.store.tree.TreeBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The Lease by which one controller of a namespace acts and the others stand by (design 2.3), kept
 * as Kubernetes' own controllers keep theirs: whoever holds it renews it; it is free once it was
 * seen unchanged for as long as it lasts, which needs no two clocks to agree; and each write is of
 * the version that was read, so that two can never take it. Its transitions are the epoch.
 */
public final class ControllerLease {
  public static final String NAME = "kilter-controller";
  public static final Duration DURATION = Duration.ofSeconds(15);
  private static final ResourceKind KIND =
      new ResourceKind("coordination.k8s.io", "v1", "Lease", "leases");
  private static final String PROCESS = "kilter.dev/process";
  private static final String ADDRESS = "kilter.dev/views-address";
  private static final int ATTEMPTS = 3;

  private final Resources resources;
  private final String namespace;
  private final LeaseHolder me;
  private final Predicate<String> gone;
  private final Ticks ticks;
  private Optional<Manifest> mine = Optional.empty();
  private String seenVersion = "";
  private long seenAt;

  /** The time of day, which is only written down, and one that never jumps, in nanoseconds. */
  public record Ticks(InstantSource clock, LongSupplier elapsed) {
    public static Ticks system() {
      return new Ticks(InstantSource.system(), System::nanoTime);
    }
  }

  /** What a try came to. */
  public sealed interface Claim {
    /** Ours; {@code epoch} grows whenever it changes hands. */
    record Held(long epoch) implements Claim {}

    /** Somebody else's. */
    record Taken(String holder) implements Claim {}
  }

  /** {@code gone} tells of a holder's process whether it certainly runs no more. */
  public ControllerLease(
      Resources resources, String namespace, LeaseHolder me, Predicate<String> gone, Ticks ticks) {
    this.resources = resources;
    this.namespace = namespace;
    this.me = me;
    this.gone = gone;
    this.ticks = ticks;
  }

  /** Who acts, as it says of itself; without identity where nobody does. Failure: NotFound. */
  public static Result<LeaseHolder> holder(Resources resources, String namespace) {
    return resources
        .get(KIND, namespace, NAME)
        .map(lease ->
            new LeaseHolder(
                holder(lease),
                lease.annotation(PROCESS).orElse(""),
                lease.annotation(ADDRESS).orElse("")));
  }

  /** Takes the Lease where it is free, renews it where it is ours. */
  public Result<Claim> claim() {
    Result<Claim> claim = attempt();
    for (int more = 1; more < ATTEMPTS && changed(claim); more++) {
      claim = attempt();
    }
    return claim;
  }

  /** What we wrote last is written on without a look; had anyone else written, it is refused. */
  private Result<Claim> attempt() {
    return mine.map(this::taken).orElseGet(this::looked);
  }

  private Result<Claim> looked() {
    return switch (resources.get(KIND, namespace, NAME)) {
      case Result.Success<Manifest>(var lease) -> attempt(lease);
      case Result.Failed<Manifest>(Failure.NotFound _) ->
          remembered(resources.create(KIND, namespace, lease(Optional.empty())));
      case Result.Failed<Manifest>(var failure) -> Result.failed(failure);
    };
  }

  private Result<Claim> attempt(Manifest lease) {
    String holder = holder(lease);
    boolean free = holder.isEmpty() || ended(lease) || gone(lease);
    return free || holder.equals(me.identity())
        ? taken(lease)
        : Result.success(new Claim.Taken(holder));
  }

  private Result<Claim> taken(Manifest before) {
    return remembered(write(lease(Optional.of(before))));
  }

  private Result<Claim> remembered(Result<Manifest> written) {
    mine =
        written instanceof Result.Success<Manifest>(var lease)
            ? Optional.of(lease)
            : Optional.empty();
    return written.map(ControllerLease::held);
  }

  /** Somebody else wrote it, or took it away. */
  private static boolean changed(Result<Claim> claim) {
    return claim instanceof Result.Failed<Claim>(Failure.Conflict _)
        || claim instanceof Result.Failed<Claim>(Failure.NotFound _);
  }

  private static Claim held(Manifest lease) {
    return new Claim.Held(transitions(lease));
  }

  /** Whether nobody has renewed it for as long as it lasts, since it was first seen like this. */
  private boolean ended(Manifest lease) {
    long now = ticks.elapsed().getAsLong();
    if (!lease.resourceVersion().equals(seenVersion)) {
      seenVersion = lease.resourceVersion();
      seenAt = now;
    }
    Duration lasts =
        Duration.ofSeconds(
            lease.integer("spec", "leaseDurationSeconds").orElse(DURATION.toSeconds()));
    return now - seenAt >= lasts.toNanos();
  }

  private boolean gone(Manifest lease) {
    return lease.annotation(PROCESS).filter(gone).isPresent();
  }

  /** As it is after our claim. */
  private Manifest lease(Optional<Manifest> before) {
    Instant now = ticks.clock().instant();
    Optional<Manifest> ours = before.filter(lease -> holder(lease).equals(me.identity()));
    String acquired =
        ours.flatMap(lease -> lease.text("spec", "acquireTime")).orElse(Times.microText(now));
    long transitions =
        ours.isPresent()
            ? transitions(ours.get())
            : before.map(lease -> transitions(lease) + 1).orElse(0L);
    Manifest base = before.orElseGet(() -> named(me.process()));
    return base.with(me.process(), "metadata", "annotations", PROCESS)
        .with(me.address(), "metadata", "annotations", ADDRESS)
        .with(spec(me.identity(), DURATION, acquired, transitions, now), "spec");
  }

  private Manifest named(String process) {
    return Manifest.of(
        new TreeBuilder()
            .put("apiVersion", KIND.apiVersion())
            .put("kind", KIND.kind())
            .put(
                "metadata",
                Map.of(
                    "name", NAME,
                    "namespace", namespace,
                    "annotations", Map.of(PROCESS, process)))
            .build());
  }

  private static Map<String, ?> spec(
      String holder, Duration lasts, String acquired, long transitions, Instant now) {
    return new TreeBuilder()
        .always("holderIdentity", holder)
        .always("leaseDurationSeconds", lasts.toSeconds())
        .always("acquireTime", acquired)
        .always("renewTime", Times.microText(now))
        .always("leaseTransitions", transitions)
        .build();
  }

  private Result<Manifest> write(Manifest lease) {
    return resources.replace(KIND, namespace, lease);
  }

  private static String holder(Manifest lease) {
    return lease.text("spec", "holderIdentity").orElse("");
  }

  private static long transitions(Manifest lease) {
    return lease.integer("spec", "leaseTransitions").orElse(0L);
  }

  /** Gives it up where it is ours, so that the next one need not wait. */
  public Result<Void> release() {
    mine = Optional.empty();
    return resources
        .get(KIND, namespace, NAME)
        .then(lease ->
            holder(lease).equals(me.identity())
                ? write(freed(lease)).then(_ -> Result.done())
                : Result.done());
  }

  private Manifest freed(Manifest lease) {
    Instant now = ticks.clock().instant();
    String acquired = lease.text("spec", "acquireTime").orElse(Times.microText(now));
    return lease.with(spec("", Duration.ofSeconds(1), acquired, transitions(lease), now), "spec");
  }
}
