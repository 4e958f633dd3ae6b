package dev.kilter.git.store;

import dev.kilter.git.revision.RemoteRefs;
import dev.kilter.git.transport.Remote;
import dev.kilter.git.transport.Remote.OnRefs;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * The last answer about a remote's refs. One question is asked at a time; whoever waited for it
 * shares an answer that was asked for after he came, so FORCED never gets one from before.
 */
final class Advertised {
  /** A remote that just failed is not asked again at once by everybody who tracks it. */
  private static final Duration FAILURE_WINDOW = Duration.ofSeconds(5);

  private final Repository local;
  private final StoreClock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private final AtomicLong questions = new AtomicLong();
  private volatile @Nullable Answer last;
  private volatile @Nullable RemoteRefs lastRefs;

  private record Answer(Result<RemoteRefs> result, Instant at, long question) {}

  Advertised(Repository local, StoreClock clock) {
    this.local = local;
    this.clock = clock;
  }

  /** What was heard last, however old. */
  Optional<RemoteRefs> lastRefs() {
    return Optional.ofNullable(lastRefs);
  }

  Result<RemoteRefs> refs(Remote remote, Freshness freshness, OnRefs then) {
    Answer known = last;
    if (known != null && satisfies(known, freshness)) {
      return known.result;
    }
    long asked = questions.get();
    asking.lock();
    try {
      Answer answer = last;
      if (answer != null && (answer.question > asked || satisfies(answer, freshness))) {
        return answer.result;
      }
      return ask(remote, then);
    } finally {
      asking.unlock();
    }
  }

  private Result<RemoteRefs> ask(Remote remote, OnRefs then) {
    long question = questions.incrementAndGet();
    Result<RemoteRefs> result = remote.refs(local, then);
    last = new Answer(result, clock.clock().instant(), question);
    if (result instanceof Result.Success<RemoteRefs>(var refs)) {
      lastRefs = refs;
    }
    return result;
  }

  private boolean satisfies(Answer answer, Freshness freshness) {
    if (freshness == Freshness.FORCED) {
      return false;
    }
    Duration window =
        answer.result instanceof Result.Success<RemoteRefs>
            ? clock.recentWindow().get()
            : FAILURE_WINDOW;
    Instant now = clock.clock().instant();
    return !now.isBefore(answer.at) && now.isBefore(answer.at.plus(window));
  }
}
