package dev.kilter.model.source;

import java.util.List;

/**
 * What a webhook said about one moved ref: only where to look, never content to deploy.
 *
 * @param repoUrls the repository in every form the sender named, web and clone URLs alike
 * @param ref as Git names it, {@code refs/heads/main}
 * @param before commit before the push, empty where it was not said or the ref is new
 * @param after commit after the push, empty where it was not said or the ref is gone
 * @param changedFiles paths from the repository's root
 * @param complete whether {@code changedFiles} is known to name every changed file
 * @param head whether the ref is, or may be, the default branch
 */
public record PushEvent(
    List<String> repoUrls,
    String ref,
    String before,
    String after,
    List<String> changedFiles,
    boolean complete,
    boolean head) {
  public PushEvent {
    repoUrls = List.copyOf(repoUrls);
    changedFiles = List.copyOf(changedFiles);
  }

  /** The branch or tag by its short name, as applications name it in {@code targetRevision}. */
  public String shortRef() {
    for (String prefix : List.of("refs/heads/", "refs/tags/")) {
      if (ref.startsWith(prefix)) {
        return ref.substring(prefix.length());
      }
    }
    return ref;
  }

  /** Whether the push concerns this repository, whatever form its URL has. */
  public boolean concerns(String repoUrl) {
    return repoUrls.stream().anyMatch(url -> RepositoryUrls.same(url, repoUrl));
  }
}
