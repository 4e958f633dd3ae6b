package dev.kilter.control.refresh;

import dev.kilter.control.message.SignatureKey;
import dev.kilter.control.refresh.Evaluation.Progress;
import dev.kilter.control.refresh.Renderings.Need;
import dev.kilter.control.state.LoopOptions.SignatureChecks;
import dev.kilter.control.state.Surroundings;
import dev.kilter.engine.policy.SourceIntegrity;
import dev.kilter.engine.policy.SourceIntegrity.Check;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.SignedRevision;
import java.util.List;
import java.util.Optional;

/** Whether the commits of an evaluation are signed as its project asks. */
final class Trust {
  private final Surroundings surroundings;
  private final Signatures signatures;

  Trust(Surroundings surroundings, Signatures signatures) {
    this.surroundings = surroundings;
    this.signatures = signatures;
  }

  /** Whether it has to be asked at all. */
  boolean matters(Scene scene) {
    return surroundings.options().signatures() == SignatureChecks.ON
        && SourceIntegrity.asks(scene.project());
  }

  /** What stands between the commits and anything that is made of them. */
  Need need(Evaluation evaluation, Scene scene) {
    if (!matters(scene)) {
      return new Need.Nothing();
    }
    SourceIntegrity integrity = SourceIntegrity.of(scene.project());
    Need all = new Need.Nothing();
    for (Progress progress : evaluation.progress()) {
      Need need =
          switch (integrity.check(progress.source())) {
            case Check.Nothing() -> new Need.Nothing();
            case Check.Unclear(var failure) -> new Need.Failed(failure);
            case Check.Signed signed -> need(evaluation, progress, integrity, signed, scene);
          };
      if (need instanceof Need.Failed) {
        return need;
      }
      all = need instanceof Need.Answer ? need : all;
    }
    return all;
  }

  /** In the words of Argo CD; nothing where there is one source. */
  private static String which(Evaluation evaluation, Progress progress) {
    List<Progress> all = evaluation.progress();
    Optional<String> name = progress.source().raw().text("name").filter(it -> !it.isEmpty());
    return all.size() < 2
        ? ""
        : "source %s: "
            .formatted(name.orElseGet(() -> (all.indexOf(progress) + 1) + " of " + all.size()));
  }

  private Need need(
      Evaluation evaluation,
      Progress progress,
      SourceIntegrity integrity,
      Check.Signed check,
      Scene scene) {
    String commit = progress.commit().orElseThrow();
    String tracked =
        progress
            .pinned()
            .filter(pin -> !Renderings.isCommit(pin))
            .orElse(progress.source().revisionOrHead());
    SignatureKey key =
        new SignatureKey(
            Renderings.refKey(progress.source(), tracked, scene), commit, check.reach());
    Optional<Signatures.Found> found =
        progress
            .signatures()
            .filter(known -> known.answers(key, evaluation.neededSince()))
            .or(() -> signatures.find(key, scene.id(), evaluation.neededSince(), scene.now()));
    found.ifPresent(progress::signatures);
    return switch (found.map(Signatures.Found::answer).orElse(null)) {
      case Result.Success<List<SignedRevision>>(var revisions) ->
          integrity
              .objection(progress.source(), which(evaluation, progress), check, revisions)
              .<Need>map(Need.Failed::new)
              .orElseGet(Need.Nothing::new);
      case Result.Failed<List<SignedRevision>>(var failure) -> new Need.Failed(failure);
      case null -> new Need.Answer();
    };
  }
}
