package dev.kilter.render.plugin;

import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Result;
import dev.kilter.render.input.ToolSource;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.render.process.Limits;
import dev.kilter.render.process.Scratch;
import dev.kilter.render.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What plugins are given of one source: all of its files, and an environment. Nobody knows what a
 * program reads of them, so whatever it makes stands on the whole tree, the commit and the
 * cluster's kinds. Each is got when it is first asked for.
 */
public final class PluginWork {
  private final ToolSource source;
  private final Scratch scratch;
  private final Workspace workspace;
  private boolean laidOut;
  private @Nullable ApiResources kinds;
  private @Nullable Map<String, String> environment;
  private @Nullable SourceArchive archive;

  PluginWork(ToolSource source, Scratch scratch) {
    this.source = source;
    this.scratch = scratch;
    workspace = new Workspace(source.tree(), scratch.input());
  }

  public ToolSource source() {
    return source;
  }

  public Scratch scratch() {
    return scratch;
  }

  public Limits limits() {
    return Limits.of(source.tools());
  }

  /** The application's folder, in the source's files. */
  public String path() {
    return source.folder().path().path();
  }

  /** The top of all files. */
  public Path root() {
    if (!laidOut) {
      source.tree().commit();
      workspace.place("");
      laidOut = true;
    }
    return scratch.input();
  }

  /** The application's folder. */
  public Path folder() {
    root();
    return workspace.at(path());
  }

  /** Paths of files that are marked as programs in the source, and are none in {@link #root}. */
  public Set<String> programs() {
    root();
    return workspace.programs();
  }

  public Map<String, String> environment() {
    if (environment == null) {
      kinds =
          switch (source.request().kinds().get()) {
            case Result.Success<ApiResources>(var found) -> found;
            case Result.Failed<ApiResources>(var failure) -> throw new Unrenderable(failure);
          };
      environment = Map.copyOf(PluginEnvironment.of(source, kinds));
    }
    return environment;
  }

  /** All files packed, but those that match a glob. */
  public SourceArchive archive(List<String> exclusions) {
    if (archive == null) {
      Path file = scratch.archive();
      archive = SourceArchive.pack(root(), programs(), exclusions, file);
    }
    return archive;
  }

  /** The digest of the cluster's version and kinds, where a plugin could see them. */
  Optional<String> kinds() {
    return Optional.ofNullable(kinds).map(ApiResources::digest);
  }
}
