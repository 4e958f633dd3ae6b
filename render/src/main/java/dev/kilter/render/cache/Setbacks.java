package dev.kilter.render.cache;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.render.RenderRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sources that failed to render again and again: after the third time in a row with the same
 * commit, the failure stands for an hour, a hard refresh or another commit, as in Argo CD
 * (ARGOCD_PAUSE_GEN_AFTER_FAILED_ATTEMPTS, _MINUTES). A tool that needs a minute and a half to fail
 * would else be busy for ever.
 */
final class Setbacks {
  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<Question, Setback> failing = new ConcurrentHashMap<>();

  private record Setback(Commits commits, Failure last, int times, Instant at) {}

  Setbacks(InstantSource clock) {
    this.clock = clock;
  }

  /** The failure that stands; empty where it is time to try. */
  Optional<Failure> standing(Question question, RenderRequest request) {
    return Optional.ofNullable(failing.get(question))
        .filter(setback -> setback.commits().equals(Commits.of(request)))
        .filter(setback -> setback.times() >= ATTEMPTS)
        .filter(setback -> clock.instant().isBefore(setback.at().plus(PAUSE)))
        .map(Setbacks::paused);
  }

  private static Failure paused(Setback setback) {
    return switch (setback.last()) {
      case Failure.RenderFailed(var file, var line, var message) ->
          new Failure.RenderFailed(
              file,
              line,
              message
                  + " (failed %d times; tried again with the next commit, on a hard refresh, or at %s)"
                      .formatted(setback.times(), setback.at().plus(PAUSE)));
      case Failure other -> other;
    };
  }

  /** Only what the files themselves are to blame for: a server that is away may be back soon. */
  void failed(Question question, RenderRequest request, Failure failure) {
    if (!(failure instanceof Failure.RenderFailed)) {
      failing.remove(question);
      return;
    }
    Instant now = clock.instant();
    // Whoever still asks has failed again since: what is older is of sources that are gone.
    failing.values().removeIf(setback -> setback.at().isBefore(now.minus(PAUSE.multipliedBy(2))));
    Commits commits = Commits.of(request);
    failing.merge(
        question,
        new Setback(commits, failure, 1, now),
        (before, latest) ->
            before.commits().equals(commits)
                ? new Setback(commits, failure, before.times() + 1, latest.at())
                : latest);
  }

  void succeeded(Question question) {
    failing.remove(question);
  }
}
