package dev.kilter.control.refresh;

import dev.kilter.control.message.ChangesKey;
import dev.kilter.control.message.TimerId;
import dev.kilter.control.queue.Priority;
import dev.kilter.control.refresh.Evaluation.Outcome;
import dev.kilter.control.state.KnownApplication;
import dev.kilter.control.state.Outgoing;
import dev.kilter.control.state.Surroundings;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus.ComparedTo;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings.Reconciliation;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When to look at an application again, as Argo CD's needRefreshAppStatus: asked by annotation, the
 * spec is not what was compared, the time has come, something moved. Failures are tried again
 * sooner, ever more slowly.
 */
public final class Refreshes {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final Duration SLOWEST_RETRY = Duration.ofMinutes(3);

  private final Surroundings surroundings;
  private final Outgoing out;
  private final TrackedRefs refs;
  private final Evaluations evaluations;
  private final SpecCheck check;
  private final Map<ApplicationId, Refresh> refreshes = new HashMap<>();

  public Refreshes(
      Surroundings surroundings, Outgoing out, TrackedRefs refs, Evaluations evaluations) {
    this.surroundings = surroundings;
    this.out = out;
    this.refs = refs;
    this.evaluations = evaluations;
    check = new SpecCheck(surroundings);
  }

  public Refresh of(KnownApplication known, Moment now) {
    return refreshes.computeIfAbsent(known.id(), _ -> begin(known.current(), now));
  }

  public Optional<Refresh> find(ApplicationId id) {
    return Optional.ofNullable(refreshes.get(id));
  }

  public void forget(ApplicationId id) {
    refreshes.remove(id);
    evaluations.forget(id);
    out.cancel(TimerId.of(TimerId.Kind.RESYNC, id));
  }

  /** Looks how far the application has come and asks for what is missing. */
  public void advance(KnownApplication known, Moment now) {
    Refresh refresh = of(known, now);
    Application application = known.current();
    if (!refresh.evaluation().sources().equals(application.spec().sources())) {
      refresh.evaluation().follow(application.spec().sources());
      request(refresh, RefreshLevel.FORCED, Priority.USER, now);
    }
    noticeAnnotation(refresh, application, now);
    switch (check.check(application, refresh.scene(), now)) {
      case Result.Failed<Scene>(var failure) -> {
        refresh.scene(Optional.empty());
        end(known, refresh, Optional.of(failure), now);
      }
      case Result.Success<Scene>(var scene) -> {
        refresh.scene(Optional.of(scene));
        Evaluation evaluation = refresh.evaluation();
        evaluations.advance(evaluation, scene, false);
        if (evaluation.outcome() == Outcome.BUSY) {
          refresh.busy();
        } else {
          end(known, refresh, evaluation.failure(), now);
        }
      }
    }
  }

  /** Moves a look that came to its end on to a commit that changed nothing which it read. */
  public boolean passesBy(Refresh refresh, ChangesKey key, List<String> changed) {
    return refresh.scene().isPresent()
        && evaluations.passesBy(refresh.evaluation(), refresh.scene().get(), key, changed);
  }

  /** Looks again, at least so far. */
  public void request(KnownApplication known, RefreshLevel level, Priority priority, Moment now) {
    request(of(known, now), level, priority, now);
  }

  public void timerFired(KnownApplication known, Moment now) {
    Refresh refresh = of(known, now);
    Duration hard = reconciliation().hardTimeout();
    if (hard.isPositive() && !now.isBefore(refresh.lastHard().plus(hard))) {
      refresh.hard(now.steady());
      request(refresh, RefreshLevel.HARD, Priority.RESYNC, now);
    } else if (refresh.due().filter(due -> !now.isBefore(due)).isPresent()) {
      request(refresh, RefreshLevel.LATEST, Priority.RESYNC, now);
    } else {
      refresh.due().ifPresent(due -> out.wakeAt(timer(known.id()), due));
    }
  }

  private Refresh begin(Application application, Moment now) {
    Refresh refresh = new Refresh(Evaluation.following(application.spec().sources()), now);
    boolean known =
        application.status().sync().comparedTo().filter(specOf(application)::equals).isPresent();
    refresh
        .evaluation()
        .request(RefreshLevel.COMPARE, known ? Priority.RESYNC : Priority.USER, now, Instant.MIN);
    return refresh;
  }

  private void request(Refresh refresh, RefreshLevel level, Priority priority, Moment now) {
    Duration timeout = reconciliation().timeout();
    Instant recent = timeout.isPositive() ? now.minus(timeout).plusMillis(1) : Instant.MIN;
    boolean failing = refresh.problem().isPresent();
    refresh.busy();
    refresh.evaluation().request(level, priority, now, failing ? now.steady() : recent);
  }

  private void noticeAnnotation(Refresh refresh, Application application, Moment now) {
    Optional<String> wanted = application.annotation(Annotations.REFRESH);
    if (wanted.equals(refresh.asked())) {
      return;
    }
    refresh.asked(wanted);
    wanted.ifPresent(value ->
        request(
            refresh,
            value.equals("hard") ? RefreshLevel.HARD : RefreshLevel.FORCED,
            Priority.USER,
            now));
  }

  private void end(
      KnownApplication known,
      Refresh refresh,
      Optional<dev.kilter.model.failure.Failure> failure,
      Moment now) {
    if (refresh.conclude(failure, now)) {
      refresh.due(
          failure.isPresent()
              ? Optional.of(now.plus(retryDelay(refresh)))
              : expiry(known.current(), refresh));
      refresh.due().ifPresent(due -> out.wakeAt(timer(known.id()), due));
      Duration hard = reconciliation().hardTimeout();
      if (hard.isPositive()) {
        out.wakeAt(timer(known.id()), refresh.lastHard().plus(hard));
      }
    }
  }

  private Duration retryDelay(Refresh refresh) {
    Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(refresh.failures() - 1, 10));
    return delay.compareTo(SLOWEST_RETRY) > 0 ? SLOWEST_RETRY : delay;
  }

  /**
   * When the oldest of what the sources track has to be asked for again; never for pure commits.
   */
  private Optional<Instant> expiry(Application application, Refresh refresh) {
    Duration timeout = reconciliation().timeout();
    if (!timeout.isPositive() || refresh.scene().isEmpty()) {
      return Optional.empty();
    }
    Scene scene = refresh.scene().get();
    return refresh.evaluation().sources().stream()
        .filter(source -> !Renderings.isCommit(source.revisionOrHead()))
        .map(source -> refs.asOf(Renderings.refKey(source, source.revisionOrHead(), scene)))
        .min(Instant::compareTo)
        .map(asOf -> asOf.plus(timeout).plus(jitter(application, refresh)));
  }

  /** Spreads the looks without chance: from the uid and the number of the round. */
  private Duration jitter(Application application, Refresh refresh) {
    long most = reconciliation().jitter().toMillis();
    if (most <= 0) {
      return Duration.ZERO;
    }
    long mixed = (application.uid() + "#" + refresh.rounds()).hashCode() * 0x9E3779B97F4A7C15L;
    return Duration.ofMillis(Math.floorMod(mixed >>> 16, most));
  }

  private Reconciliation reconciliation() {
    return surroundings.settings().reconciliation();
  }

  private static ComparedTo specOf(Application application) {
    return new ComparedTo(
        application.spec().sources(),
        application.spec().multiSource(),
        application.spec().destination(),
        application.spec().ignoreDifferences());
  }

  private static TimerId timer(ApplicationId id) {
    return TimerId.of(TimerId.Kind.RESYNC, id);
  }
}
