package dev.kilter.model.render;

import dev.kilter.model.failure.Result;
import dev.kilter.model.source.SourceTree;

/**
 * Port to what a render needs from outside of its source: bases, charts and files that a file
 * names. Only sources that the project allows are fetched, with the credentials that are known for
 * them.
 */
public interface RemoteInputs {
  /** The files of a repository; an empty {@code revision} is its default branch. */
  Result<SourceTree> tree(String repoUrl, String revision, String project);

  /**
   * A chart, unpacked, of a chart repository or an OCI registry, at a version or the highest of a
   * range.
   */
  Result<SourceTree> chart(String repoUrl, String chart, String version, String project);

  /** What a server answers at a URL of scheme http or https. */
  Result<byte[]> file(String url, long maxBytes, String project);
}
