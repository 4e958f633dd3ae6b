package dev.kilter.render.directory;

import dev.kilter.model.application.Source;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.model.render.Rendering.SourceType;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.source.SourceTree.Entry;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.model.source.SourceTreeException.Reason;
import dev.kilter.render.input.SourceFolder;
import dev.kilter.render.input.SourcePath;
import dev.kilter.render.input.Unrenderable;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the manifests in a folder, in the order in which Argo CD walks it. One object, one render.
 */
public final class DirectoryRenderer {
  private final SourceFolder folder;
  private final FileChoice choice;
  private final Settings.Sources settings;
  private final List<Item> items = new ArrayList<>();
  private long bytes;

  private DirectoryRenderer(SourceFolder folder, FileChoice choice, Settings.Sources settings) {
    this.folder = folder;
    this.choice = choice;
    this.settings = settings;
  }

  public static Rendering render(Source source, SourceFolder folder, Settings.Sources settings) {
    var renderer = new DirectoryRenderer(folder, FileChoice.of(source), settings);
    renderer.walk(folder.path());
    var readSet = folder.tree().readSet();
    return renderer.items.isEmpty()
        ? new Rendering.Empty(SourceType.Directory, readSet)
        : new Rendering.Rendered(renderer.items, SourceType.Directory, readSet);
  }

  /** By name, folders among the files; links to folders are not followed, as in Argo CD. */
  private void walk(SourcePath current) {
    for (Entry entry : folder.tree().list(current.path())) {
      String path = current.child(entry.name());
      switch (entry.type()) {
        case FOLDER -> {
          if (choice.recurse()) {
            walk(new SourcePath(path));
          }
        }
        case FILE, LINK -> {
          if (choice.wants(entry.name(), relative(path))) {
            file(path, entry);
          }
        }
        case SUBMODULE -> {
          // Its files are in another repository, which is not fetched.
        }
      }
    }
  }

  private String relative(String path) {
    int prefix = folder.path().path().length();
    return prefix == 0 ? path : path.substring(prefix + 1);
  }

  private void file(String path, Entry entry) {
    if (entry.type() == Entry.Type.LINK && isFolder(path)) {
      return;
    }
    if (path.endsWith(".jsonnet")) {
      jsonnet(path);
      return;
    }
    byte[] content = read(path);
    ManifestFile file = ManifestFile.of(path, content);
    if (!file.isSkipped()) {
      bytes += content.length;
      items.addAll(file.items());
    }
  }

  private boolean isFolder(String link) {
    return folder.tree().objectId(link).isPresent()
        && !folder.tree().unrecorded().list(link).isEmpty();
  }

  private void jsonnet(String path) {
    if (settings.jsonnet()) {
      throw new Unrenderable(
          new Failure.ToolUnsupported(
              "Jsonnet",
              path
                  + " is a Jsonnet program, and this version of Kilter does not run Jsonnet;"
                  + " exclude it (spec.source.directory.exclude) or switch jsonnet.enable off"));
    }
  }

  private byte[] read(String path) {
    long limit = settings.maxManifestBytes() > 0 ? settings.maxManifestBytes() : Long.MAX_VALUE;
    try {
      return folder.tree().read(path, limit - bytes);
    } catch (SourceTreeException e) {
      if (e.reason() != Reason.TOO_LARGE) {
        throw e;
      }
      throw Unrenderable.file(
          path,
          0,
          "the files of '"
              + folder.path()
              + "' are larger than "
              + limit
              + " bytes together, "
              + path
              + " goes over that; split the application, exclude files,"
              + " or raise reposerver.max.combined.directory.manifests.size");
    }
  }
}
