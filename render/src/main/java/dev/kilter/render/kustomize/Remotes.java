package dev.kilter.render.kustomize;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.match.Glob;
import dev.kilter.model.render.RemoteInputs;
import dev.kilter.model.source.SourceTree;
import dev.kilter.render.input.RecordingTree;
import dev.kilter.render.input.ToolSource;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.render.process.Scratch;
import dev.kilter.render.workspace.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What kustomizations name by URL: fetched by this process where host and project allow it, and
 * laid out beside the source. The program never reaches a network.
 */
final class Remotes {
  private static final long MAX_FILE = 10 * 1024 * 1024;
  private static final int MAX_REMOTES = 100;

  private final RemoteInputs inputs;
  private final Scratch scratch;
  private final ToolSource source;
  private final BuildOptions options;
  private final Map<String, Layout> layouts = new HashMap<>();
  private final Map<String, Path> roots = new HashMap<>();
  private final Map<String, String> read = new LinkedHashMap<>();

  Remotes(RemoteInputs inputs, Scratch scratch, ToolSource source, BuildOptions options) {
    this.inputs = inputs;
    this.scratch = scratch;
    this.source = source;
    this.options = options;
  }

  static boolean isUrl(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("https://") || lower.startsWith("http://");
  }

  static boolean isRemote(String name) {
    return isUrl(name) || name.contains("://") || GitReference.of(name).isPresent();
  }

  /** The URLs that were read, each with the commit or digest of what came. */
  Map<String, String> read() {
    return read;
  }

  /**
   * A base or a file, which only fetching can tell apart where nothing in the URL does.
   *
   * @param file that names it
   * @return its place, relative to {@code folder}
   */
  String base(String name, Workspace workspace, String folder, String file) {
    Optional<GitReference> git = GitReference.of(name);
    if (git.isEmpty()) {
      if (isUrl(name)) {
        return file(name, workspace, folder, file);
      }
      throw refused(file, name, "is no repository that can be read");
    }
    if (isUrl(name) && !isExplicit(name)) {
      Result<byte[]> answer = get(name, file);
      if (answer instanceof Result.Success<byte[]>(var content) && !isHtml(content)) {
        return placed(name, content, workspace, folder);
      }
    }
    return tree(name, git.get(), workspace.at(folder), file);
  }

  private static boolean isExplicit(String name) {
    String rest = name.substring(name.indexOf("://") + 3);
    return rest.contains("?ref=")
        || rest.contains("?version=")
        || rest.contains("//")
        || rest.contains(".git/")
        || rest.endsWith(".git")
        || rest.contains(".git?")
        || rest.contains("_git/");
  }

  private static boolean isHtml(byte[] content) {
    String start =
        new String(
            content, 0, Math.min(content.length, 100), java.nio.charset.StandardCharsets.UTF_8);
    return start.stripLeading().toLowerCase(Locale.ROOT).startsWith("<!doctype html")
        || start.stripLeading().toLowerCase(Locale.ROOT).startsWith("<html");
  }

  /** A file, put beside the kustomization that names it. */
  String file(String name, Workspace workspace, String folder, String file) {
    return switch (get(name, file)) {
      case Result.Success<byte[]>(var content) -> placed(name, content, workspace, folder);
      case Result.Failed<byte[]>(var failure) -> throw new Unrenderable(failure);
    };
  }

  private Result<byte[]> get(String name, String file) {
    allow(host(name, file), name, file);
    return inputs.file(name, MAX_FILE, source.request().project());
  }

  private String placed(String name, byte[] content, Workspace workspace, String folder) {
    read.put(name, Digest.ofBytes(content).toString());
    String placed = ".kilter-remote-" + read.size() + ".yaml";
    workspace.write(folder.isEmpty() ? placed : folder + "/" + placed, content);
    return placed;
  }

  private String tree(String name, GitReference git, Path from, String file) {
    if (git.looksLikeFlag()) {
      throw refused(file, name, "begins like a flag where a repository or a revision is wanted");
    }
    allow(git.host().toLowerCase(Locale.ROOT), name, file);
    String key = git.repository() + " " + git.ref();
    Layout layout = layouts.get(key);
    if (layout == null) {
      layout = fetched(key, name, git, file);
    }
    String real = layout.folder(clean(git.path(), name, file));
    return from.relativize(roots.getOrDefault(key, from).resolve(real)).toString();
  }

  private Layout fetched(String key, String name, GitReference git, String file) {
    if (roots.size() >= MAX_REMOTES) {
      throw refused(file, name, "is one more than " + MAX_REMOTES + " repositories");
    }
    SourceTree tree =
        switch (inputs.tree(git.repository(), git.ref(), source.request().project())) {
          case Result.Success<SourceTree>(var found) -> found;
          case Result.Failed<SourceTree>(var failure) -> throw new Unrenderable(failure);
        };
    read.put(name, tree.commit());
    Path root = scratch.remote(roots.size());
    RecordingTree recording = new RecordingTree(tree);
    Layout layout = new Layout(recording, new Workspace(recording, root), this, options);
    roots.put(key, root);
    layouts.put(key, layout);
    return layout;
  }

  private static String clean(String path, String name, String file) {
    List<String> steps = List.of(path.split("/", -1));
    if (steps.contains("..")) {
      throw refused(file, name, "leads out of its repository");
    }
    return String.join(
        "/", steps.stream().filter(step -> !step.isEmpty() && !step.equals(".")).toList());
  }

  private static String host(String url, String file) {
    try {
      String host = URI.create(url).getHost();
      if (host != null) {
        return host.toLowerCase(Locale.ROOT);
      }
    } catch (IllegalArgumentException _) {
      // as below
    }
    throw refused(file, url, "is no URL with a host");
  }

  private void allow(String host, String name, String file) {
    boolean allowed =
        source.tools().remoteHosts().stream()
            .anyMatch(pattern ->
                Glob.compile(pattern.toLowerCase(Locale.ROOT))
                    .filter(glob -> glob.matches(host))
                    .isPresent());
    if (!allowed) {
      throw refused(
          file, name, "is on a host from which nothing may be fetched (kilter.remote.hosts)");
    }
  }

  private static Unrenderable refused(String file, String name, String why) {
    String shown = name.replaceAll("\\p{Cntrl}", "?").replaceAll("//[^/@]*@", "//");
    return new Unrenderable(
        new Failure.RenderFailed(file, 0, file + " names '" + shown + "', which " + why));
  }
}
