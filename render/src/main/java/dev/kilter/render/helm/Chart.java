package dev.kilter.render.helm;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTree.Entry;
import dev.kilter.render.input.RecordingTree;
import dev.kilter.render.input.SourcePath;
import dev.kilter.render.input.ToolSource;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.render.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The chart in a source's folder, and the charts that it depends on. */
final class Chart {
  private static final long MAX_BYTES = 16L * 1024 * 1024;
  private static final String LOCAL = "file://";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]*");

  private final RecordingTree tree;
  private final Workspace workspace;
  private final SourcePath folder;
  private final Manifest about;
  private final Elsewhere elsewhere;

  Chart(ToolSource source, Workspace workspace, Elsewhere elsewhere) {
    this.elsewhere = elsewhere;
    this.tree = source.tree();
    this.workspace = workspace;
    this.folder = source.folder().path();
    this.about = about(folder.child("Chart.yaml"));
  }

  @SuppressWarnings("unchecked") // the codec makes maps with string keys only
  private Manifest about(String file) {
    if (tree.objectId(file).isEmpty()) {
      throw Unrenderable.file(file, 0, "there is no " + file + ", so this is no Helm chart");
    }
    try {
      Object root = Yaml.parse(text(file));
      return root instanceof Map<?, ?> map
          ? Manifest.of((Map<String, @Nullable Object>) map)
          : Manifest.of(Map.of());
    } catch (CodecException e) {
      throw Unrenderable.file(file, e.line(), file + " cannot be read: " + e.located());
    }
  }

  private String text(String file) {
    return new String(tree.read(file, MAX_BYTES), StandardCharsets.UTF_8);
  }

  String name() {
    return about.text("name").orElse("");
  }

  /** Lays the chart out, with what {@code helm dependency build} would bring. */
  void place() {
    workspace.place(folder.path());
    for (Manifest dependency : about.items("dependencies")) {
      String name = dependency.text("name").orElse("");
      if (!isThere(name)) {
        bring(dependency);
      }
    }
  }

  /** In {@code charts/}, as a folder or packed. */
  private boolean isThere(String name) {
    for (Entry entry : tree.list(folder.child("charts"))) {
      boolean packed = entry.name().startsWith(name + "-") && entry.name().endsWith(".tgz");
      if (entry.name().equals(name) || packed) {
        return true;
      }
    }
    return false;
  }

  private void bring(Manifest dependency) {
    String name = dependency.text("name").orElse("");
    String repository = dependency.text("repository").orElse("");
    SourcePath target = new SourcePath(folder.child("charts/" + checked(name)));
    if (repository.startsWith(LOCAL)) {
      copy(tree, local(name, repository), target);
    } else if (repository.startsWith("@") || repository.startsWith("alias:")) {
      throw fault(name, repository + ", a name that only a helm on somebody's machine knows");
    } else if (repository.isEmpty()) {
      throw fault(name, "its charts/ folder, where it is not");
    } else {
      String wanted = dependency.text("version").orElse("");
      String version = locked(name).orElse(wanted);
      copy(elsewhere.chart(repository, name, version), new SourcePath(""), target);
    }
  }

  /** The name becomes a folder, and must not lead anywhere else. */
  private String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Unrenderable.file(
          folder.child("Chart.yaml"), 0, "a dependency is named '" + name + "', which no chart is");
    }
    return name;
  }

  /** The version that Chart.lock holds. */
  private Optional<String> locked(String name) {
    String file = folder.child("Chart.lock");
    if (tree.objectId(file).isEmpty()) {
      return Optional.empty();
    }
    return about(file).items("dependencies").stream()
        .filter(entry -> entry.text("name").filter(name::equals).isPresent())
        .findFirst()
        .flatMap(entry -> entry.text("version"));
  }

  private Unrenderable fault(String name, String where) {
    return Unrenderable.file(
        folder.child("Chart.yaml"), 0, "the chart depends on " + name + " from " + where);
  }

  private SourcePath local(String name, String repository) {
    SourcePath other = inside(name, repository.substring(LOCAL.length()));
    if (tree.objectId(other.child("Chart.yaml")).isEmpty()) {
      throw Unrenderable.file(
          folder.child("Chart.yaml"),
          0,
          "the chart depends on " + name + " in " + repository + ", where there is no chart");
    }
    return other;
  }

  private SourcePath inside(String name, String relative) {
    try {
      String path = relative.startsWith("/") ? relative : folder.child(relative);
      return SourcePath.of(path);
    } catch (Unrenderable e) {
      throw Unrenderable.file(
          folder.child("Chart.yaml"),
          0,
          "the chart depends on " + name + " in " + relative + ", outside of the repository");
    }
  }

  /** Regular files, with what links lead to in their places. */
  private void copy(SourceTree from, SourcePath folder, SourcePath to) {
    for (Entry entry : from.list(folder.path())) {
      String path = folder.child(entry.name());
      String target = to.child(entry.name());
      switch (entry.type()) {
        case FOLDER -> copy(from, new SourcePath(path), new SourcePath(target));
        case FILE, LINK -> workspace.write(target, from.read(path, MAX_BYTES));
        case SUBMODULE -> {}
      }
    }
  }

  /**
   * Whether anything in the chart may ask for the cluster's version or kinds. What is packed cannot
   * be looked into, and so may.
   */
  boolean looksAtTheCluster() {
    return about.text("kubeVersion").isPresent()
        || !about.items("dependencies").isEmpty()
        || looks(folder);
  }

  private boolean looks(SourcePath place) {
    List<Entry> entries = tree.list(place.path());
    for (Entry entry : entries) {
      String path = place.child(entry.name());
      boolean looks =
          switch (entry.type()) {
            case FOLDER -> looks(new SourcePath(path));
            case SUBMODULE -> false;
            case FILE, LINK -> packed(entry.name()) || text(path).contains("Capabilities");
          };
      if (looks) {
        return true;
      }
    }
    return false;
  }

  private static boolean packed(String name) {
    return name.endsWith(".tgz");
  }
}
