package dev.kilter.git.archive;

import dev.kilter.git.revision.SemanticVersion;
import dev.kilter.git.revision.VersionConstraint;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of the versions that there are a user means. */
public final class Versions {
  private static final int SHOWN = 5;

  private Versions() {}

  /** The text itself, where it is a version and no constraint. */
  public static Optional<String> exact(String wanted) {
    return SemanticVersion.parse(wanted).isPresent() ? Optional.of(wanted) : Optional.empty();
  }

  /** A leading v is no difference. */
  public static boolean same(String one, String other) {
    return one.equals(other) || bare(one).equals(bare(other));
  }

  private static String bare(String version) {
    return version.startsWith("v") ? version.substring(1) : version;
  }

  public static Result<String> highest(
      Repository repository, String wanted, List<String> versions) {
    String text = wanted.isEmpty() ? "*" : wanted;
    Optional<VersionConstraint> constraint = VersionConstraint.parse(text);
    if (constraint.isEmpty()) {
      return Result.failed(
          new Failure.InvalidSpec(
              "spec.source.targetRevision '"
                  + wanted
                  + "' is neither a version nor a range of versions, as 1.2.3 or ^1.2"));
    }
    return constraint
        .get()
        .highest(versions)
        .map(version -> Result.success(version.original()))
        .orElseGet(() -> Result.failed(missing(repository, wanted, versions)));
  }

  /** Names what there is instead, the newest first. */
  public static Failure missing(Repository repository, String wanted, List<String> versions) {
    List<String> newest =
        versions.stream()
            .flatMap(version -> SemanticVersion.parse(version).stream())
            .sorted(Comparator.reverseOrder())
            .map(SemanticVersion::original)
            .limit(SHOWN)
            .toList();
    String what = repository.chart().isEmpty() ? "tag" : "version of " + repository.chart();
    return new Failure.RevisionMissing(
        repository.url(),
        wanted,
        "repository %s: it has no %s %s; it has %s"
            .formatted(
                repository.url(),
                what,
                wanted,
                newest.isEmpty() ? "none" : String.join(", ", newest)));
  }
}
