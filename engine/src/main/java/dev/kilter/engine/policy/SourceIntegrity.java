package dev.kilter.engine.policy;

import dev.kilter.model.application.Source;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.match.Glob;
import dev.kilter.model.project.Project;
import dev.kilter.model.source.GitUrl;
import dev.kilter.model.source.Signature;
import dev.kilter.model.source.Signature.Verdict;
import dev.kilter.model.source.SignedRevision;
import dev.kilter.model.source.SignedRevision.Reach;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose signatures a project wants on what its applications deploy (Argo CD, util/sourceintegrity):
 * {@code spec.sourceIntegrity}, or the older {@code spec.signatureKeys} for every repository. Only
 * Git has such signatures; charts and artefacts are not asked for any.
 */
public final class SourceIntegrity {
  /** On an AppProject: who may sign with SSH keys, as an allowed_signers file of OpenSSH. */
  public static final String SSH_SIGNERS = "kilter.dev/ssh-allowed-signers";

  private static final String CHECK = "GIT/GPG: ";
  private static final int PROBLEMS_SHOWN = 10;
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-F]{40}");
  private static final Pattern KEY_ID = Pattern.compile("[0-9A-F]{16}");

  private final Project project;
  private final List<Manifest> policies;
  private final Set<String> legacyKeys = new LinkedHashSet<>();

  private SourceIntegrity(Project project) {
    this.project = project;
    policies = project.raw().items("spec", "sourceIntegrity", "git", "policies");
    project
        .raw()
        .items("spec", "signatureKeys")
        .forEach(key -> legacyKeys.add(key.text("keyID").orElse("")));
  }

  public static SourceIntegrity of(Project project) {
    return new SourceIntegrity(project);
  }

  /** What a source has to stand before anything of it is rendered. */
  public sealed interface Check {
    record Nothing() implements Check {}

    /** The rules cannot be followed, so nothing of the source is used. */
    record Unclear(Failure failure) implements Check {}

    /** Signatures by these keys, or by an allowed SSH key. */
    record Signed(Reach reach, Set<String> keys) implements Check {
      public Signed {
        keys = Set.copyOf(keys);
      }
    }
  }

  /** Whether some source may have to be signed at all; asked for every project at every look. */
  public static boolean asks(Project project) {
    return hasKeys(project) || project.raw().at("spec", "sourceIntegrity").isPresent();
  }

  private static boolean hasKeys(Project project) {
    return !project.raw().list("spec", "signatureKeys").isEmpty();
  }

  public Check check(Source source) {
    boolean git = !source.isHelmChart() && !source.repoUrl().startsWith("oci://");
    if (!asks(project) || !git) {
      return new Check.Nothing();
    }
    Optional<String> unknown = unknownPart();
    if (unknown.isPresent()) {
      return unclear(unknown.get());
    }
    if (project.raw().at("spec", "sourceIntegrity", "git").isEmpty()) {
      return hasKeys(project) ? signed(Reach.HEAD, legacyKeys) : new Check.Nothing();
    }
    List<Manifest> matching = policies.stream().filter(policy -> covers(policy, source)).toList();
    return switch (matching.size()) {
      case 0 -> new Check.Nothing();
      case 1 -> check(matching.getFirst());
      default ->
          unclear(
              "multiple (%d) git source integrity policies found for repo URL: %s"
                  .formatted(matching.size(), source.repoUrl()));
    };
  }

  private Check check(Manifest policy) {
    Set<String> keys = new LinkedHashSet<>();
    policy.list("gpg", "keys").forEach(key -> keys.add(String.valueOf(key)));
    String mode = policy.text("gpg", "mode").orElse("");
    return switch (mode) {
      case "none" -> new Check.Nothing();
      case "head" -> signed(Reach.HEAD, keys);
      case "strict" -> signed(Reach.HISTORY, keys);
      default -> unclear("unknown GPG mode \"" + mode + "\" configured for GIT source integrity");
    };
  }

  /** To pass over a check that is not known here would be less than the project asks for. */
  private Optional<String> unknownPart() {
    Set<String> parts = new LinkedHashSet<>(project.raw().map("spec", "sourceIntegrity").keySet());
    parts.remove("git");
    for (Manifest policy : policies) {
      parts.addAll(policy.root().keySet());
      parts.remove("gpg");
      parts.remove("repos");
      for (Manifest repo : policy.items("repos")) {
        String url = glob(repo.text("url").orElse(""));
        if (Glob.compile(url).isEmpty()) {
          return Optional.of("the pattern \"" + url + "\" of sourceIntegrity cannot be read");
        }
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "sourceIntegrity asks for %s, which this version of Kilter does not check"
                .formatted(String.join(", ", parts)));
  }

  private Check unclear(String why) {
    return new Check.Unclear(
        new Failure.ProjectDenied(
            project.name(), "project '%s': %s; nothing is synced".formatted(project.name(), why)));
  }

  private static Check signed(Reach reach, Set<String> keys) {
    Set<String> ids = new LinkedHashSet<>();
    keys.forEach(key -> keyId(key).ifPresent(ids::add));
    return new Check.Signed(reach, ids);
  }

  /** The last 16 digits of a fingerprint; what is neither one nor a key id allows nobody. */
  private static Optional<String> keyId(String text) {
    String key = text.toUpperCase(Locale.ROOT);
    if (FINGERPRINT.matcher(key).matches()) {
      return Optional.of(key.substring(24));
    }
    return KEY_ID.matcher(key).matches() ? Optional.of(key) : Optional.empty();
  }

  /**
   * A repository is under a policy by its URL as the Application writes it, or in its normal form,
   * so that another spelling is no way around; it is exempt only as it is written.
   */
  private static boolean covers(Manifest policy, Source source) {
    boolean covered = false;
    for (Manifest repo : policy.items("repos")) {
      String pattern = repo.text("url").orElse("");
      String glob = glob(pattern);
      boolean written = Glob.matches(glob, source.repoUrl());
      if (pattern.startsWith("!")) {
        if (written) {
          return false;
        }
      } else {
        covered |=
            written || Glob.matches(GitUrl.normalized(glob), GitUrl.normalized(source.repoUrl()));
      }
    }
    return covered;
  }

  private static String glob(String pattern) {
    return pattern.startsWith("!") ? pattern.substring(1) : pattern;
  }

  /**
   * Why these signatures do not make the revision acceptable; empty where they do. {@code which}
   * tells the source from others, and is empty where there is one.
   */
  public Optional<Failure> objection(
      Source source, String which, Check.Signed check, List<SignedRevision> revisions) {
    AllowedSigners signers = AllowedSigners.of(project.raw().annotation(SSH_SIGNERS).orElse(""));
    List<Objection> objections = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    for (SignedRevision revision : revisions) {
      objection(revision, check, signers)
          .filter(found -> found.key().isEmpty() || keys.add(found.key()))
          .ifPresent(objections::add);
    }
    if (revisions.isEmpty()) {
      return Optional.of(
          new Failure.RevisionUntrusted(
              source.repoUrl(),
              "",
              "",
              "unsigned",
              "",
              CHECK + which + "no signatures were found"));
    }
    if (objections.isEmpty()) {
      return Optional.empty();
    }
    Objection first = objections.getFirst();
    String message =
        String.join(
            "; ",
            objections.stream()
                .limit(PROBLEMS_SHOWN)
                .map(objection -> CHECK + which + objection.message())
                .toList());
    return Optional.of(
        new Failure.RevisionUntrusted(
            source.repoUrl(),
            first.revision().name(),
            first.revision().by(),
            first.problem(),
            first.key(),
            message + signers.unreadable().map(lines -> "; " + lines).orElse("")));
  }

  private record Objection(SignedRevision revision, String problem, String key) {
    String message() {
      return "Failed verifying revision %s by '%s': %s (key_id=%s)"
          .formatted(revision.name(), revision.by(), problem, key);
    }
  }

  private static Optional<Objection> objection(
      SignedRevision revision, Check.Signed check, AllowedSigners signers) {
    return switch (revision.signature()) {
      case Signature.Unsigned() -> Optional.of(new Objection(revision, "unsigned", ""));
      case Signature.Unusable(var why) -> Optional.of(new Objection(revision, why, ""));
      case Signature.OpenPgp(var verdict, var keyId) -> {
        if (verdict != Verdict.GOOD) {
          yield Optional.of(new Objection(revision, verdict.words(), keyId));
        }
        yield check.keys().contains(keyId)
            ? Optional.empty()
            : Optional.of(new Objection(revision, "signed with unallowed key", keyId));
      }
      case Signature.Ssh(var verdict, var publicKey, var fingerprint) ->
          (verdict == Verdict.GOOD
                  ? signers.objection(publicKey, revision.at())
                  : Optional.of(verdict.words()))
              .map(why -> new Objection(revision, why, fingerprint));
    };
  }
}
