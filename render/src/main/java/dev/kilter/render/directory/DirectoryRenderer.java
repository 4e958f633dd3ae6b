package dev.kilter.render.directory;

import dev.kilter.model.render.Reads;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.model.render.Rendering.SourceType;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.source.SourceTree.Entry;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.model.source.SourceTreeException.Reason;
import dev.kilter.render.input.SourceFolder;
import dev.kilter.render.input.SourcePath;
import dev.kilter.render.input.ToolSource;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.render.jsonnet.JsonnetProgram;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the manifests in a folder, in the order in which Argo CD walks it. One object, one render.
 */
public final class DirectoryRenderer {
  /** Git stores a tree of endless depth or breadth in a few objects; no directory needs either. */
  private static final int MAX_DEPTH = 200;

  private static final int MAX_ENTRIES = 50_000;

  private final ToolSource source;
  private final SourceFolder folder;
  private final FileChoice choice;
  private final Settings.Sources settings;
  private final List<Item> items = new ArrayList<>();
  private long bytes;
  private int entries;

  private DirectoryRenderer(ToolSource source) {
    this.source = source;
    folder = source.folder();
    choice = FileChoice.of(source.source());
    settings = source.request().settings();
  }

  public static Rendering render(ToolSource source) {
    SourceFolder folder = source.folder();
    var renderer = new DirectoryRenderer(source);
    renderer.walk(folder.path(), 1);
    var reads = Reads.of(folder.tree().readSet());
    return renderer.items.isEmpty()
        ? new Rendering.Empty(SourceType.Directory, reads)
        : new Rendering.Rendered(renderer.items, SourceType.Directory, reads);
  }

  /** By name, folders among the files; links to folders are not followed, as in Argo CD. */
  private void walk(SourcePath current, int depth) {
    if (depth > MAX_DEPTH) {
      throw tooMuch("has folders nested deeper than " + MAX_DEPTH + " levels");
    }
    for (Entry entry : folder.tree().list(current.path())) {
      if (++entries > MAX_ENTRIES) {
        throw tooMuch("holds more than " + MAX_ENTRIES + " files and folders");
      }
      String path = current.child(entry.name());
      switch (entry.type()) {
        case FOLDER -> {
          if (choice.recurse()) {
            walk(new SourcePath(path), depth + 1);
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

  private Unrenderable tooMuch(String why) {
    return Unrenderable.file(
        folder.path().path(),
        0,
        "'" + folder.path() + "' " + why + "; split the application, or switch recurse off");
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
      if (settings.jsonnet()) {
        items.addAll(JsonnetProgram.of(source).items(path));
      }
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
