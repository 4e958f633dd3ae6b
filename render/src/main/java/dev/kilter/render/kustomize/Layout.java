package dev.kilter.render.kustomize;

import dev.kilter.model.source.SourceTree;
import dev.kilter.render.input.RecordingTree;
import dev.kilter.render.input.SourcePath;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.render.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lays out what an overlay reads of one tree, and nothing else: its kustomization, and whatever
 * this names, on and on. Names that lead out of the tree end the render before a program sees them.
 */
final class Layout {
  static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
  private static final long MAX_FILE = 10 * 1024 * 1024;

  private final RecordingTree tree;
  private final Workspace workspace;
  private final Remotes remotes;
  private final BuildOptions options;
  private final Set<String> visited = new HashSet<>();
  private final List<Path> secrets = new ArrayList<>();

  Layout(RecordingTree tree, Workspace workspace, Remotes remotes, BuildOptions options) {
    this.tree = tree;
    this.workspace = workspace;
    this.remotes = remotes;
    this.options = options;
  }

  /**
   * A folder with a kustomization.
   *
   * @return where it really is, links followed
   */
  String folder(String path) {
    return folder(path, false);
  }

  private String folder(String path, boolean plugins) {
    String real = real(path);
    if (!visited.add(real + (plugins ? "\n" : ""))) {
      return real;
    }
    workspace.makeFolder(real);
    SourcePath folder = new SourcePath(real);
    for (String name : NAMES) {
      String file = folder.child(name);
      if (tree.objectId(file).isPresent()) {
        kustomization(real, file, plugins);
      }
    }
    return real;
  }

  /** A link's steps are remembered with what they lead to; a plain folder need not be. */
  private String real(String path) {
    SourceTree plain = tree.unrecorded();
    return plain.hops(path).size() > 1 ? tree.hops(path).getLast() : path;
  }

  private void kustomization(String folder, String file, boolean plugins) {
    byte[] content = tree.read(file, MAX_FILE);
    Optional<Kustomization> read = Kustomization.of(content);
    read.ifPresent(kustomization -> {
      if (plugins && options.unrestricted() && !kustomization.onlyNames()) {
        throw Unrenderable.file(
            file,
            0,
            file
                + " makes the configuration of a plugin, which it may only take as it is where"
                + " LoadRestrictionsNone is set");
      }
      kustomization.rename(new Named(folder, file, plugins));
    });
    workspace.write(file, read.flatMap(Kustomization::rewritten).orElse(content));
    if (read.filter(found -> !found.secretLiterals().isEmpty()).isPresent()) {
      secrets.add(workspace.at(file));
    }
  }

  /** A file that the Application itself names, relative to its folder. */
  void file(String folder, String name) {
    new Named(folder, folder, false).file(name);
  }

  /** A component that the Application itself names. */
  String component(String folder, String name) {
    return new Named(folder, folder, false).folder(name);
  }

  /** Whether a folder is there that the Application itself names; the look is remembered. */
  boolean has(String folder, String name) {
    return tree.objectId(resolved(folder, folder, name)).isPresent();
  }

  /** Files with content that no message may repeat. */
  List<Path> secrets() {
    return secrets;
  }

  /** What one kustomization file names. */
  private final class Named implements Kustomization.Names {
    private final String folder;
    private final String file;
    private final boolean plugins;

    Named(String folder, String file, boolean plugins) {
      this.folder = folder;
      this.file = file;
      this.plugins = plugins;
    }

    @Override
    public String folder(String name) {
      return entry(name, plugins);
    }

    @Override
    public String plugin(String name) {
      if (Kustomization.isInline(name)) {
        configuration(name);
        return name;
      }
      return entry(name, true);
    }

    private String entry(String name, boolean configures) {
      if (name.isEmpty()) {
        return name;
      }
      if (Remotes.isRemote(name)) {
        return remotes.base(name, workspace, folder, file);
      }
      String path = resolved(folder, file, name);
      if (tree.unrecorded().objectId(path).isPresent() && workspace.isFolder(path)) {
        String real = Layout.this.folder(path, configures);
        return real.equals(path) ? name : relative(folder, real);
      }
      workspace.place(path);
      if (configures && tree.objectId(path).isPresent()) {
        configuration(new String(tree.read(path, MAX_FILE), StandardCharsets.UTF_8));
      }
      return name;
    }

    private void configuration(String text) {
      for (Kustomization plugin : Kustomization.plugins(text)) {
        plugin.renameInPlugin(this);
        if (plugin.rewritten().isPresent()) {
          throw Unrenderable.file(
              file,
              0,
              "the configuration of a plugin in "
                  + file
                  + " names a file by a URL;"
                  + " only kustomizations may do so");
        }
      }
    }

    @Override
    public String file(String name) {
      if (name.isEmpty()) {
        return name;
      }
      if (Remotes.isUrl(name)) {
        return remotes.file(name, workspace, folder, file);
      }
      workspace.place(resolved(folder, file, name));
      return name;
    }

    @Override
    public String secret(String name) {
      String placed = file(name);
      secrets.add(workspace.at(folder).resolve(placed));
      return placed;
    }

    @Override
    public void charts() {
      if (options.helm()) {
        workspace.place("");
      }
    }
  }

  private static String resolved(String folder, String file, String name) {
    boolean odd = name.startsWith("/") || name.chars().anyMatch(Character::isISOControl);
    List<String> steps = new ArrayList<>();
    for (String step : (folder + "/" + name).split("/", -1)) {
      if (step.equals("..")) {
        odd |= steps.isEmpty();
        if (!odd) {
          steps.removeLast();
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    if (odd) {
      String shown = name.replaceAll("\\p{Cntrl}", "?");
      throw Unrenderable.file(
          file, 0, file + " names '" + shown + "', which is outside of the source");
    }
    return String.join("/", steps);
  }

  private static String relative(String folder, String path) {
    String relative = Path.of("/" + folder).relativize(Path.of("/" + path)).toString();
    return relative.isEmpty() ? "." : relative;
  }
}
