package dev.kilter.control.refresh;

import dev.kilter.control.message.ChangesKey;
import dev.kilter.control.message.Command;
import dev.kilter.control.message.RefKey;
import dev.kilter.control.state.Outgoing;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.PushEvent;
import dev.kilter.model.source.SourceFetcher.Freshness;
import dev.kilter.model.time.Moment;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each followed ref stands for. A repository is asked once, however many follow the ref. */
public final class TrackedRefs {
  private final Outgoing out;
  private final Map<RefKey, Ref> refs = new LinkedHashMap<>();
  private final Map<ApplicationId, Set<RefKey>> followed = new HashMap<>();

  private static final class Ref {
    private final Set<ApplicationId> followers = new LinkedHashSet<>();
    private final Set<ApplicationId> waiting = new LinkedHashSet<>();
    private Optional<Result<String>> answer = Optional.empty();
    private Instant asOf = Instant.MIN;
    private Optional<Instant> asked = Optional.empty();
    private Optional<Instant> askAgain = Optional.empty();
  }

  public TrackedRefs(Outgoing out) {
    this.out = out;
  }

  /**
   * What the ref stands for, as learnt at {@code neededSince} or later. Empty while the repository
   * is being asked; the follower is told by {@link #resolved}.
   */
  public Optional<Result<String>> find(
      RefKey key, ApplicationId follower, Instant neededSince, Moment now) {
    Ref ref = refs.computeIfAbsent(key, _ -> new Ref());
    ref.followers.add(follower);
    followed.computeIfAbsent(follower, _ -> new HashSet<>()).add(key);
    if (ref.answer.isPresent() && !ref.asOf.isBefore(neededSince)) {
      return ref.answer;
    }
    ref.waiting.add(follower);
    ask(key, ref, neededSince, now);
    return Optional.empty();
  }

  /** Whether this is the last that was heard of the ref. */
  boolean standsAt(RefKey key, String commit) {
    Ref ref = refs.get(key);
    return ref != null
        && ref.answer.orElse(null) instanceof Result.Success<String>(var last)
        && last.equals(commit);
  }

  /** When the ref's commit was last learnt; MIN where it never was. */
  public Instant asOf(RefKey key) {
    Ref ref = refs.get(key);
    return ref == null ? Instant.MIN : ref.asOf;
  }

  /** Who has to look again after an answer, and at what, where the ref moved. */
  public record Answered(Set<ApplicationId> concerned, Optional<ChangesKey> moved) {
    private static final Answered NOBODY = new Answered(Set.of(), Optional.empty());
  }

  /**
   * Takes an answer, and names those who have to look again: all followers, but where it is what
   * was known already, only who waits for it.
   */
  public Answered resolved(RefKey key, Result<String> answer, Moment now) {
    Ref ref = refs.get(key);
    if (ref == null || ref.asked.isEmpty()) {
      return Answered.NOBODY;
    }
    Optional<ChangesKey> moved = ref.answer.flatMap(before -> moved(key, before, answer));
    boolean news =
        answer instanceof Result.Failed<String> || !ref.answer.equals(Optional.of(answer));
    // In their order: Set.copyOf has another one in every process, and the loop is to be
    // repeatable.
    Set<ApplicationId> concerned = new LinkedHashSet<>(news ? ref.followers : ref.waiting);
    ref.waiting.clear();
    ref.asOf = ref.asked.get();
    ref.asked = Optional.empty();
    ref.answer = Optional.of(answer);
    ref.askAgain.ifPresent(since -> ask(key, ref, since, now));
    ref.askAgain = Optional.empty();
    return new Answered(concerned, moved);
  }

  private static Optional<ChangesKey> moved(
      RefKey key, Result<String> before, Result<String> answer) {
    return before instanceof Result.Success<String>(var from)
            && answer instanceof Result.Success<String>(var to)
            && !from.equals(to)
        ? Optional.of(new ChangesKey(key.repository(), from, to))
        : Optional.empty();
  }

  /** Asks again for each ref that the push may have moved. */
  public void pushed(PushEvent push, Moment now) {
    refs.forEach((key, ref) -> {
      if (push.concerns(key.repository().url()) && mayMove(push, key.targetRevision())) {
        ask(key, ref, now.steady(), now);
      }
    });
  }

  public void forget(ApplicationId follower) {
    Set<RefKey> keys = followed.remove(follower);
    if (keys == null) {
      return;
    }
    for (RefKey key : keys) {
      Ref ref = refs.get(key);
      if (ref == null) {
        continue;
      }
      ref.waiting.remove(follower);
      if (ref.followers.remove(follower) && ref.followers.isEmpty()) {
        refs.remove(key);
      }
    }
  }

  private void ask(RefKey key, Ref ref, Instant neededSince, Moment now) {
    if (ref.asked.isPresent()) {
      if (ref.asked.get().isBefore(neededSince)) {
        ref.askAgain = Optional.of(neededSince);
      }
      return;
    }
    ref.asked = Optional.of(now.steady());
    Freshness freshness =
        ref.answer.isEmpty() && neededSince.equals(Instant.MIN)
            ? Freshness.RECENT
            : Freshness.FORCED;
    out.add(new Command.ResolveRevision(key, freshness));
  }

  /** Tags may satisfy a constraint, and a branch may be the default one; a SHA never moves. */
  private static boolean mayMove(PushEvent push, String targetRevision) {
    if (push.ref().isEmpty() || targetRevision.equals(push.ref())) {
      return true;
    }
    if (targetRevision.equals("HEAD")) {
      return push.head();
    }
    return targetRevision.equals(push.shortRef()) || push.ref().startsWith("refs/tags/");
  }
}
