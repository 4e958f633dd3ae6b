package dev.kilter.git.revision;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a user tracks, resolved among advertised refs in Argo CD's order: constraint or pinned
 * version among tags, full name, branch, tag.
 */
public record Revision(String text, String tagPrefix) {
  private static final Pattern FULL_SHA = Pattern.compile("[0-9a-fA-F]{40}");
  private static final Pattern SHORT_SHA = Pattern.compile("[0-9a-fA-F]{7,39}");
  private static final int MAX_LENGTH = 1024;

  public Revision {
    text = text.isEmpty() ? "HEAD" : text;
  }

  /** Empty, or why no repository can have a revision of this name. */
  public Optional<String> fault() {
    if (text.length() > MAX_LENGTH) {
      return Optional.of("targetRevision is longer than " + MAX_LENGTH + " characters");
    }
    if (text.startsWith("-") || text.chars().anyMatch(Character::isISOControl)) {
      String shown = text.replaceAll("\\p{Cntrl}", "?");
      return Optional.of("targetRevision '" + shown + "' is not a name that Git allows");
    }
    return Optional.empty();
  }

  public Optional<String> fullSha() {
    return FULL_SHA.matcher(text).matches()
        ? Optional.of(text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  public Optional<String> shortSha() {
    return SHORT_SHA.matcher(text).matches()
        ? Optional.of(text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  public boolean isConstraint() {
    return VersionConstraint.parse(text).isPresent();
  }

  public Optional<String> among(RemoteRefs refs) {
    return ref(refs).flatMap(refs::commit);
  }

  /** The full name of the ref that is meant. */
  public Optional<String> ref(RemoteRefs refs) {
    String name = tag(refs).orElse(text);
    return Stream.of(name, "refs/heads/" + name, "refs/tags/" + name)
        .filter(ref -> refs.commit(ref).isPresent())
        .findFirst();
  }

  /** The tag that a constraint or, with a prefix, a pinned version stands for. */
  private Optional<String> tag(RemoteRefs refs) {
    if (SemanticVersion.parse(text).isPresent()) {
      return Optional.of(tagPrefix + text);
    }
    List<String> candidates =
        refs.tags().stream()
            .filter(tag -> tag.startsWith(tagPrefix))
            .map(tag -> tag.substring(tagPrefix.length()))
            .toList();
    return VersionConstraint.parse(text)
        .flatMap(constraint -> constraint.highest(candidates))
        .map(version -> tagPrefix + version.original());
  }
}
