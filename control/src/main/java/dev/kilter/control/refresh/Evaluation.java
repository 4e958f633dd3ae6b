package dev.kilter.control.refresh;

import dev.kilter.control.message.CompareTask;
import dev.kilter.control.message.RenderTask;
import dev.kilter.control.message.Ticket;
import dev.kilter.control.queue.Priority;
import dev.kilter.control.view.Evaluated;
import dev.kilter.model.application.Source;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.time.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far some sources have come on their way to a comparison: each source's commit and rendering,
 * and the last result. An application has one that follows its spec, and while a sync of another
 * revision runs, one that stays at the run's commits.
 */
public final class Evaluation {
  private final List<Progress> progress = new ArrayList<>();
  private Instant neededSince = Instant.MIN;
  private Priority priority = Priority.RESYNC;
  private Optional<Instant> queuedAt = Optional.empty();
  private boolean liveMoved;
  private Optional<Outstanding> outstanding = Optional.empty();
  private Optional<Evaluated> evaluated = Optional.empty();
  private Optional<CompareTask> comparedBy = Optional.empty();
  private Optional<Failure> compareFailure = Optional.empty();
  private Optional<Moment> incompleteSince = Optional.empty();
  private Outcome outcome = Outcome.BUSY;
  private Optional<Failure> failure = Optional.empty();

  /** Where the evaluation stands. */
  public enum Outcome {
    BUSY,
    READY,
    FAILED
  }

  /** One source on its way. {@code pinned} where it stays at one commit. */
  static final class Progress {
    private final Source source;
    private final Optional<String> pinned;
    private Optional<String> commit = Optional.empty();
    private Optional<RenderedAt> rendered = Optional.empty();
    private Optional<Signatures.Found> signatures = Optional.empty();
    private boolean anew;

    Progress(Source source, Optional<String> pinned) {
      this.source = source;
      this.pinned = pinned;
    }

    Source source() {
      return source;
    }

    Optional<String> pinned() {
      return pinned;
    }

    Optional<String> commit() {
      return commit;
    }

    void commit(String found) {
      commit = Optional.of(found);
    }

    Optional<RenderedAt> rendered() {
      return rendered;
    }

    void rendered(RenderedAt at) {
      rendered = Optional.of(at);
      anew = false;
    }

    /** Who signed the commit, as far as that was asked. */
    Optional<Signatures.Found> signatures() {
      return signatures;
    }

    void signatures(Signatures.Found found) {
      signatures = Optional.of(found);
    }

    /** Forgets what was rendered; {@code past} caches, too, where that is asked for. */
    private void again(boolean past) {
      rendered = Optional.empty();
      anew |= past;
    }

    /** Whether the next rendering has to pass every cache. */
    boolean anew() {
      return anew;
    }

    /** What was rendered holds for these commits, too. */
    void movedOn(String to, Map<String, String> references) {
      commit = Optional.of(to);
      rendered =
          rendered.map(
              at -> new RenderedAt(to, references, at.inputs(), at.rendering(), at.since()));
    }

    /** A source that others only refer to for files has no manifests of its own. */
    boolean refOnly() {
      return source.isReference() && source.path().isEmpty();
    }
  }

  /**
   * A rendering, the commits for which it is known to hold (its own, and by their names those of
   * the sources it refers to), and what else it stands on.
   */
  record RenderedAt(
      String commit,
      Map<String, String> references,
      RenderTask.Inputs inputs,
      Rendering rendering,
      Span since) {
    RenderedAt {
      references = Map.copyOf(references);
    }
  }

  /**
   * The commit that was rendered, and the one that the rendering before was made for where that
   * held until something it read changed: between the two, what is read is known to have changed.
   */
  record Span(String rendered, Optional<String> changedSince) {}

  /** Work that was asked for. */
  sealed interface Outstanding {
    Ticket ticket();

    record Render(Ticket ticket, int source, RenderTask task) implements Outstanding {}

    record Compare(Ticket ticket, CompareTask task) implements Outstanding {}
  }

  private Evaluation() {}

  /** Follows what the sources track. */
  public static Evaluation following(List<Source> sources) {
    Evaluation evaluation = new Evaluation();
    sources.forEach(source -> evaluation.progress.add(new Progress(source, Optional.empty())));
    return evaluation;
  }

  /** Stays at these revisions, parallel to the sources. */
  public static Evaluation pinned(List<Source> sources, List<String> revisions) {
    Evaluation evaluation = new Evaluation();
    for (int i = 0; i < sources.size(); i++) {
      Optional<String> pin =
          i < revisions.size() && !revisions.get(i).isEmpty()
              ? Optional.of(revisions.get(i))
              : Optional.empty();
      evaluation.progress.add(new Progress(sources.get(i), pin));
    }
    return evaluation;
  }

  /** Takes changed sources; what was rendered of a source that stayed is kept. */
  void follow(List<Source> sources) {
    List<Progress> before = List.copyOf(progress);
    progress.clear();
    for (int i = 0; i < sources.size(); i++) {
      boolean same = i < before.size() && before.get(i).source().equals(sources.get(i));
      progress.add(same ? before.get(i) : new Progress(sources.get(i), Optional.empty()));
    }
    outstanding = Optional.empty();
  }

  /** Borrows what another evaluation has rendered and compared. */
  public void startFrom(Evaluation other) {
    for (Progress mine : progress) {
      other.progress.stream()
          .filter(theirs -> theirs.source().equals(mine.source()))
          .findFirst()
          .flatMap(Progress::rendered)
          .ifPresent(mine::rendered);
    }
    evaluated = other.evaluated;
  }

  public void request(RefreshLevel level, Priority wanted, Moment now) {
    request(level, wanted, now, now.steady());
  }

  public void request(RefreshLevel level, Priority wanted, Moment now, Instant recentSince) {
    priority = priority.compareTo(wanted) <= 0 ? priority : wanted;
    switch (level) {
      case COMPARE -> liveMoved = true;
      case LATEST -> {
        need(recentSince);
        liveMoved |= compareFailure.isPresent();
      }
      case FORCED, HARD -> {
        need(now.steady());
        liveMoved = true;
      }
    }
    if (level != RefreshLevel.COMPARE) {
      for (Progress source : progress) {
        boolean failed =
            source.rendered().map(at -> at.rendering() instanceof Rendering.Failed).orElse(false);
        if (failed || level == RefreshLevel.HARD) {
          source.again(level == RefreshLevel.HARD);
        }
      }
    }
    outcome = Outcome.BUSY;
  }

  private void need(Instant since) {
    neededSince = since.isAfter(neededSince) ? since : neededSince;
  }

  void again() {
    outcome = Outcome.BUSY;
  }

  /** Since when it has waited for its turns: each further one goes on where the last one stood. */
  Instant queued(Moment now) {
    Instant since = queuedAt.orElse(now.steady());
    queuedAt = Optional.of(since);
    return since;
  }

  void conclude(Optional<Failure> why) {
    queuedAt = Optional.empty();
    failure = why;
    outcome = why.isPresent() ? Outcome.FAILED : Outcome.READY;
    priority = Priority.RESYNC;
  }

  void asked(Outstanding work) {
    outstanding = Optional.of(work);
    if (work instanceof Outstanding.Compare) {
      liveMoved = false;
    }
  }

  void rendered(Outstanding.Render asked, Rendering rendering) {
    outstanding = Optional.empty();
    Progress source = progress.get(asked.source());
    RenderTask task = asked.task();
    Optional<String> changedSince =
        source
            .rendered()
            .filter(before ->
                before.inputs().equals(task.inputs())
                    && before.references().isEmpty()
                    && !before.commit().equals(task.commit()))
            .map(before -> before.since().rendered());
    source.rendered(
        new RenderedAt(
            task.commit(),
            task.referenceCommits(),
            task.inputs(),
            rendering,
            new Span(task.commit(), changedSince)));
  }

  void compared(Outstanding.Compare asked, Evaluated result) {
    outstanding = Optional.empty();
    comparedBy = Optional.of(asked.task());
    evaluated = Optional.of(result);
    compareFailure = Optional.empty();
  }

  /** Since when comparisons find the cluster only half listed; empty where the last one did not. */
  Optional<Moment> incompleteSince(Moment now) {
    boolean complete = evaluated.map(result -> result.comparison().liveComplete()).orElse(true);
    incompleteSince = complete ? Optional.empty() : incompleteSince.or(() -> Optional.of(now));
    return incompleteSince;
  }

  void compareFailed(Outstanding.Compare asked, Failure why) {
    outstanding = Optional.empty();
    comparedBy = Optional.of(asked.task());
    compareFailure = Optional.of(why);
  }

  List<Progress> progress() {
    return progress;
  }

  List<Source> sources() {
    return progress.stream().map(Progress::source).toList();
  }

  Instant neededSince() {
    return neededSince;
  }

  Priority priority() {
    return priority;
  }

  boolean liveMoved() {
    return liveMoved;
  }

  Optional<Outstanding> outstanding() {
    return outstanding;
  }

  Optional<CompareTask> comparedBy() {
    return comparedBy;
  }

  Optional<Failure> compareFailure() {
    return compareFailure;
  }

  public Outcome outcome() {
    return outcome;
  }

  public Optional<Failure> failure() {
    return failure;
  }

  /** The last comparison that came to an end, whatever happened since. */
  public Optional<Evaluated> evaluated() {
    return evaluated;
  }

  /** Commits parallel to the sources; an empty string where one is not known. */
  public List<String> commits() {
    return progress.stream().map(source -> source.commit().orElse("")).toList();
  }

  /**
   * Parallel to the sources, as the status names them: an empty string where one has no manifests
   * of its own; no types at all where none has.
   */
  public List<String> sourceTypes() {
    List<String> types =
        progress.stream()
            .map(source -> source.rendered().map(at -> type(at.rendering())).orElse(""))
            .toList();
    return types.stream().allMatch(String::isEmpty) ? List.of() : types;
  }

  private static String type(Rendering rendering) {
    return switch (rendering) {
      case Rendering.Rendered rendered -> rendered.type().name();
      case Rendering.Empty empty -> empty.type().name();
      case Rendering.Failed _ -> "";
    };
  }
}
