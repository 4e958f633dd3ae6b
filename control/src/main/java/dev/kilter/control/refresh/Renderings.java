package dev.kilter.control.refresh;

import dev.kilter.control.message.ChangesKey;
import dev.kilter.control.message.RefKey;
import dev.kilter.control.message.RenderTask;
import dev.kilter.control.message.RepositoryKey;
import dev.kilter.control.refresh.Evaluation.Progress;
import dev.kilter.control.refresh.Evaluation.RenderedAt;
import dev.kilter.control.state.Surroundings;
import dev.kilter.model.application.Source;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.render.ReadSet;
import dev.kilter.model.render.Reads;
import dev.kilter.model.render.Rendering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which rendering of each source goes with which commits: its own, and those of the sources that it
 * refers to. What was rendered moves along with any commit that changes nothing it read.
 */
final class Renderings {
  private final Surroundings surroundings;
  private final TrackedRefs refs;
  private final ChangeSets changes;
  private final Trust trust;

  /** What an evaluation lacks. */
  sealed interface Need {
    record Nothing() implements Need {}

    record Answer() implements Need {}

    record Failed(Failure failure) implements Need {}

    record Render(int source, String commit) implements Need {}

    record Compare() implements Need {}
  }

  /** From one commit to another, with what was read of the first. */
  private record Move(RepositoryKey repository, String from, String to, ReadSet read) {}

  Renderings(Surroundings surroundings, Evaluations.Asking asking) {
    this.surroundings = surroundings;
    refs = asking.refs();
    changes = asking.changes();
    trust = new Trust(surroundings, asking.signatures());
  }

  /** The first thing that the sources lack for a comparison. */
  Need need(Evaluation evaluation, Scene scene) {
    boolean unanswered = false;
    for (Progress progress : evaluation.progress()) {
      Optional<Result<String>> commit = commit(evaluation, progress, scene);
      unanswered |= commit.isEmpty();
      switch (commit.orElse(null)) {
        case Result.Failed<String>(var failure) -> {
          return new Need.Failed(failure);
        }
        case Result.Success<String>(var found) -> progress.commit(found);
        case null -> {}
      }
    }
    if (unanswered) {
      return new Need.Answer();
    }
    Need trusted = trust.need(evaluation, scene);
    if (!(trusted instanceof Need.Nothing)) {
      return trusted;
    }
    for (int i = 0; i < evaluation.progress().size(); i++) {
      Need need = rendering(evaluation, i, scene);
      if (need instanceof Need.Render) {
        return missing(evaluation, i).<Need>map(Need.Failed::new).orElse(need);
      }
      if (!(need instanceof Need.Nothing)) {
        return need;
      }
    }
    return new Need.Nothing();
  }

  /** Asked only before a render: what was rendered had all that it refers to. */
  private static Optional<Failure> missing(Evaluation evaluation, int index) {
    List<Source> sources = evaluation.sources();
    return References.missing(sources.get(index), sources);
  }

  private Optional<Result<String>> commit(Evaluation evaluation, Progress progress, Scene scene) {
    String wanted = progress.pinned().orElse(progress.source().revisionOrHead());
    if (isCommit(wanted)) {
      return Optional.of(Result.success(wanted));
    }
    if (progress.pinned().isPresent() && progress.commit().isPresent()) {
      return progress.commit().map(Result::success);
    }
    return refs.find(
        refKey(progress.source(), wanted, scene),
        scene.id(),
        evaluation.neededSince(),
        scene.now());
  }

  private Need rendering(Evaluation evaluation, int index, Scene scene) {
    Progress progress = evaluation.progress().get(index);
    String commit = progress.commit().orElseThrow();
    if (progress.refOnly()) {
      return new Need.Nothing();
    }
    Optional<RenderedAt> known =
        progress
            .rendered()
            .filter(at -> at.inputs().equals(inputs(progress.source(), scene)))
            .filter(at -> !sawOtherKinds(evaluation, at));
    if (known.isEmpty()) {
      return new Need.Render(index, commit);
    }
    Map<String, String> references = referenceCommits(evaluation, progress.source());
    Optional<List<Move>> moves = moves(evaluation, progress, known.get(), scene);
    if (moves.isEmpty()) {
      return new Need.Render(index, commit);
    }
    for (Move move : moves.get()) {
      Optional<Boolean> touched = touched(move, scene);
      if (touched.isEmpty()) {
        return new Need.Answer();
      }
      if (touched.get()) {
        return new Need.Render(index, commit);
      }
    }
    progress.movedOn(commit, references);
    return known.get().rendering() instanceof Rendering.Failed(var failure)
        ? new Need.Failed(failure)
        : new Need.Nothing();
  }

  /** How far commits went since the rendering; empty where it cannot go along. */
  private Optional<List<Move>> moves(
      Evaluation evaluation, Progress progress, RenderedAt at, Scene scene) {
    String commit = progress.commit().orElseThrow();
    Map<String, String> references = referenceCommits(evaluation, progress.source());
    if (at.commit().equals(commit) && at.references().equals(references)) {
      return Optional.of(List.of());
    }
    Optional<Reads> reads = reads(at.rendering());
    if (reads.isEmpty() || !at.references().keySet().equals(references.keySet())) {
      return Optional.empty();
    }
    List<Move> moves = new ArrayList<>();
    moves.add(
        new Move(repository(progress.source(), scene), at.commit(), commit, reads.get().own()));
    for (Progress other : evaluation.progress()) {
      String name = other.source().ref();
      if (references.containsKey(name)) {
        moves.add(
            new Move(
                repository(other.source(), scene),
                at.references().getOrDefault(name, ""),
                references.getOrDefault(name, ""),
                reads.get().references().getOrDefault(name, ReadSet.NONE)));
      }
    }
    return Optional.of(moves);
  }

  /** Empty while it is being found out; what cannot be told counts as touched. */
  private Optional<Boolean> touched(Move move, Scene scene) {
    if (move.from().equals(move.to())) {
      return Optional.of(false);
    }
    return changes
        .find(new ChangesKey(move.repository(), move.from(), move.to()), scene.id())
        .map(found ->
            !(found instanceof Result.Success<List<String>>(var paths))
                || move.read().touchedBy(paths));
  }

  /**
   * Whether the last comparison, made with this very rendering, found other kinds than the
   * templates had been shown.
   */
  @SuppressWarnings("ReferenceEquality") // a rendering that was kept is the same object
  private static boolean sawOtherKinds(Evaluation evaluation, RenderedAt at) {
    Optional<String> shown = reads(at.rendering()).flatMap(Reads::kinds);
    if (shown.isEmpty()) {
      return false;
    }
    boolean compared =
        evaluation.comparedBy().stream()
            .flatMap(task -> task.renderings().stream())
            .anyMatch(source -> source.rendering() == at.rendering());
    return compared
        && evaluation
            .evaluated()
            .map(found -> found.apiResources())
            .map(ApiResources::digest)
            .filter(digest -> !digest.equals(shown.get()))
            .isPresent();
  }

  RenderTask task(Evaluation evaluation, Progress progress, String commit, Scene scene) {
    RenderTask.Inputs inputs = inputs(progress.source(), scene);
    Map<String, RenderTask.Reference> references = new LinkedHashMap<>();
    Map<String, String> commits = referenceCommits(evaluation, progress.source());
    for (Progress other : evaluation.progress()) {
      String name = other.source().ref();
      if (commits.containsKey(name)) {
        references.put(
            name,
            new RenderTask.Reference(
                other.source(), repository(other.source(), scene), commits.getOrDefault(name, "")));
      }
    }
    return new RenderTask(
        scene.id(),
        repository(progress.source(), scene),
        commit,
        references,
        scene.server(),
        inputs,
        progress
            .rendered()
            .filter(at -> at.inputs().equals(inputs))
            .map(RenderedAt::rendering)
            .filter(rendering -> reads(rendering).isPresent()),
        progress.anew());
  }

  private RenderTask.Inputs inputs(Source source, Scene scene) {
    return new RenderTask.Inputs(
        source,
        surroundings.options().instanceName(scene.id()),
        scene.application().spec().destination().namespace(),
        scene.application().spec().project(),
        surroundings.settings().sources());
  }

  /** By the name of each source that this one refers to, where that source stands. */
  private static Map<String, String> referenceCommits(Evaluation evaluation, Source source) {
    Map<String, String> commits = new LinkedHashMap<>();
    for (String name : source.references()) {
      evaluation.progress().stream()
          .filter(other -> other.source().isReference() && other.source().ref().equals(name))
          .findFirst()
          .flatMap(Progress::commit)
          .ifPresent(commit -> commits.put(name, commit));
    }
    return commits;
  }

  /** See {@link Evaluations#touchedSince}. */
  Optional<Boolean> touchedSince(Evaluation evaluation, Scene scene, List<String> commits) {
    List<Progress> sources = evaluation.progress();
    if (commits.size() != sources.size()) {
      return Optional.of(true);
    }
    for (int i = 0; i < sources.size(); i++) {
      Optional<Boolean> touched = touchedSince(evaluation, sources.get(i), commits.get(i), scene);
      if (touched.isEmpty() || touched.get()) {
        return touched;
      }
    }
    return Optional.of(false);
  }

  private Optional<Boolean> touchedSince(
      Evaluation evaluation, Progress progress, String from, Scene scene) {
    String to = progress.commit().orElse("");
    if (from.equals(to)) {
      return Optional.of(false);
    }
    Optional<List<ReadSet>> readers = readers(evaluation, progress);
    boolean known =
        progress
            .rendered()
            .flatMap(at -> at.since().changedSince())
            .filter(from::equals)
            .isPresent();
    if (readers.isEmpty() || from.isEmpty() || known) {
      return Optional.of(true);
    }
    return changes
        .find(new ChangesKey(repository(progress.source(), scene), from, to), scene.id())
        .map(found ->
            !(found instanceof Result.Success<List<String>>(var paths))
                || readers.get().stream().anyMatch(read -> read.touchedBy(paths)));
  }

  /** All that was read of a source's tree, by itself and by others; empty where that is unknown. */
  private static Optional<List<ReadSet>> readers(Evaluation evaluation, Progress of) {
    List<ReadSet> readers = new ArrayList<>();
    for (Progress progress : evaluation.progress()) {
      boolean refers =
          of.source().isReference() && progress.source().references().contains(of.source().ref());
      if ((progress == of && !progress.refOnly()) || refers) {
        Optional<Reads> reads = progress.rendered().flatMap(at -> reads(at.rendering()));
        if (reads.isEmpty()) {
          return Optional.empty();
        }
        if (progress == of) {
          readers.add(reads.get().own());
        }
        if (refers) {
          readers.add(reads.get().references().getOrDefault(of.source().ref(), ReadSet.NONE));
        }
      }
    }
    return Optional.of(readers);
  }

  /**
   * See {@link Evaluations#passesBy}. Who refers to other sources takes the way of a look, and so
   * does who needs signatures: an unsigned commit counts, whatever it touches.
   */
  boolean passesBy(Evaluation evaluation, Scene scene, ChangesKey key, List<String> changed) {
    if (trust.matters(scene)) {
      return false;
    }
    for (Progress progress : evaluation.progress()) {
      Source source = progress.source();
      Optional<RenderedAt> at = progress.rendered();
      boolean follows =
          progress.pinned().isEmpty()
              && !progress.refOnly()
              && at.isPresent()
              && at.get().commit().equals(key.from())
              && at.get().references().isEmpty()
              && repository(source, scene).equals(key.repository())
              && refs.standsAt(refKey(source, source.revisionOrHead(), scene), key.to());
      if (!follows
          || reads(at.get().rendering())
              .filter(reads -> !reads.own().touchedBy(changed))
              .isEmpty()) {
        return false;
      }
    }
    for (Progress progress : evaluation.progress()) {
      progress.movedOn(key.to(), Map.of());
    }
    return true;
  }

  /** What a rendering that can be reused stands on; a failure has none. */
  private static Optional<Reads> reads(Rendering rendering) {
    return switch (rendering) {
      case Rendering.Rendered rendered -> Optional.of(rendered.reads());
      case Rendering.Empty empty -> Optional.of(empty.reads());
      case Rendering.Failed _ -> Optional.empty();
    };
  }

  private static RepositoryKey repository(Source source, Scene scene) {
    return RepositoryKey.of(source, scene.application().spec().project());
  }

  static RefKey refKey(Source source, String revision, Scene scene) {
    return new RefKey(repository(source, scene), revision, source.tagPrefix());
  }

  /** A full SHA stands for itself. */
  static boolean isCommit(String revision) {
    if (revision.length() != 40) {
      return false;
    }
    for (int i = 0; i < 40; i++) {
      char c = revision.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
