package dev.kilter.engine.explain;

import dev.kilter.engine.policy.SourceIntegrity;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The project wants signatures, and this revision has none that counts. */
final class RevisionIsUntrusted implements Rule {
  @Override
  public Optional<Explained> explain(Situation situation) {
    return situation
        .failure(Failure.RevisionUntrusted.class)
        .map(failure -> explained(situation, failure));
  }

  private static Explained explained(Situation situation, Failure.RevisionUntrusted failure) {
    String revision = failure.revision();
    List<String> evidence = new ArrayList<>();
    evidence.add(
        Words.oneLine(
                "%s by %s: %s%s"
                    .formatted(
                        revision,
                        failure.author().isEmpty() ? "an unknown author" : failure.author(),
                        failure.problem(),
                        failure.key().isEmpty() ? "" : ", key " + failure.key()))
            + ".");
    if (failure.message().contains("; ")) {
      evidence.add(Words.oneLine(failure.message()) + ".");
    }
    evidence.add("Nothing of it is rendered, applied or pruned; the cluster stays as it is.");
    evidence.addAll(situation.tries());
    return new Explained(
        "Unknown",
        "%s of %s is not signed as the project \"%s\" asks: %s."
            .formatted(
                Words.shortSha(revision),
                failure.repoUrl(),
                situation.application().spec().project(),
                failure.problem()),
        "KIL-REVISION-UNTRUSTED",
        "",
        evidence,
        fixes(situation, failure),
        situation.problemSince());
  }

  private static List<Fix> fixes(Situation situation, Failure.RevisionUntrusted failure) {
    List<Fix> fixes = new ArrayList<>();
    fixes.add(
        new Fix(
            "Sign it with a key that the project allows, and push",
            "git commit --amend --no-edit -S"));
    if (!failure.key().isEmpty()) {
      fixes.add(
          new Fix(
              "If the key is to be trusted, have an admin allow it", allowing(situation, failure)));
    }
    fixes.add(
        new Fix(
            "See whom it trusts",
            "kubectl -n %s get appproject %s -o yaml"
                .formatted(
                    situation.controlNamespace(),
                    Words.shell(situation.application().spec().project()))));
    return fixes;
  }

  /** A key that is not in the keyring has to get there first; an SSH key needs none. */
  private static String allowing(Situation situation, Failure.RevisionUntrusted failure) {
    String namespace = situation.controlNamespace();
    String project = Words.shell(situation.application().spec().project());
    if (failure.key().startsWith("SHA256:")) {
      return "kubectl -n %s edit appproject %s  # annotation %s"
          .formatted(namespace, project, SourceIntegrity.SSH_SIGNERS);
    }
    return failure.problem().endsWith("not in keyring")
        ? "kubectl -n %s edit configmap argocd-gpg-keys-cm  # %s: its public key, armoured"
            .formatted(namespace, failure.key())
        : "kubectl -n %s edit appproject %s  # spec.sourceIntegrity".formatted(namespace, project);
  }
}
