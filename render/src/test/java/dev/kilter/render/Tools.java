package dev.kilter.render;

import dev.kilter.binaries.Binaries;
import dev.kilter.binaries.RenderTools;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.render.RemoteInputs;
import dev.kilter.model.source.SourceTree;
import dev.kilter.render.process.Programs;
import dev.kilter.render.process.ScratchFolders;
import dev.kilter.render.process.Workshop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The real tools, from the cache or fetched into it, and remote inputs from memory. */
final class Tools implements RemoteInputs {
  final Map<String, SourceTree> trees = new HashMap<>();
  final Map<String, String> files = new HashMap<>();

  static final Programs PROGRAMS =
      (tool, _) -> {
        var release =
            switch (tool) {
              case HELM -> RenderTools.helm();
              case KUSTOMIZE -> RenderTools.kustomize();
            };
        try {
          Path folder = Binaries.of(release).resolve(Optional.empty(), System.err::println);
          return Result.success(folder.resolve(release.programs().getFirst()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      };

  SourceRenderer renderer(Path folder) {
    try {
      return new SourceRenderer(new Workshop(PROGRAMS, ScratchFolders.in(folder), this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By URL, or by URL and revision with a space between. */
  @Override
  public Result<SourceTree> tree(String repoUrl, String revision, String project) {
    String key = (repoUrl + " " + revision).strip();
    return Optional.ofNullable(trees.get(key))
        .map(Result::success)
        .orElseGet(() ->
            Result.failed(new Failure.RepositoryUnreachable(repoUrl, "no repository " + key)));
  }

  @Override
  public Result<SourceTree> chart(String repoUrl, String chart, String version, String project) {
    return tree(repoUrl + " " + chart, version, project);
  }

  @Override
  public Result<byte[]> file(String url, long maxBytes, String project) {
    return Optional.ofNullable(files.get(url))
        .map(text -> Result.success(text.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(() -> Result.failed(new Failure.RepositoryUnreachable(url, "no file " + url)));
  }
}
