package dev.kilter.render.workspace;

import dev.kilter.model.source.SourceTree.Entry;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.model.source.SourceTreeException.Reason;
import dev.kilter.render.input.RecordingTree;
import dev.kilter.render.input.SourcePath;
import dev.kilter.render.input.Unrenderable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Puts files and folders of a tree where a program finds them, each at its own path below one
 * folder: regular files only. A link stands there as what it leads to; one that leads out of the
 * tree ends the render. All that is looked at is remembered by the tree.
 */
public final class Workspace {
  private static final int MAX_FILES = 20_000;
  private static final long MAX_BYTES = 200L * 1024 * 1024;
  private static final int MAX_LINKS = 1_000;
  private static final int MAX_DEPTH = 100;
  private static final int MAX_LENGTH = 3_000;

  /** Names by which Git's own folder may be meant, on any file system. */
  private static final Pattern ODD =
      Pattern.compile(
          "\\.|\\.\\.|\\.git[ .\\u200c-\\u206f\\ufeff]*|git~\\d+|.*[\\p{Cntrl}/\\\\].*");

  private final RecordingTree tree;
  private final Path root;
  private final Set<String> placed = new HashSet<>();
  private final Set<String> open = new HashSet<>();
  private final Set<String> programs = new HashSet<>();
  private long bytes;
  private int links;

  public Workspace(RecordingTree tree, Path root) {
    this.tree = tree;
    this.root = root;
  }

  /** Where something of the tree is, or would be. */
  public Path at(String path) {
    return path.isEmpty() ? root : root.resolve(path);
  }

  /** A file or a folder with all it holds; nothing where there is none. */
  public void place(String path) {
    place(path, 0);
  }

  private void place(String path, int depth) {
    Optional<String> id = tree.objectId(path);
    if (id.isEmpty()) {
      refuseOutside(path);
    } else if (isFolder(path)) {
      folder(path, depth);
    } else {
      file(path);
    }
  }

  public boolean isFolder(String path) {
    return path.isEmpty() || !tree.unrecorded().list(path).isEmpty();
  }

  /** Files of placed folders that are marked as programs; here they are none. */
  public Set<String> programs() {
    return Set.copyOf(programs);
  }

  /** Where nothing is, nothing is placed; but a link to the outside is an attempt. */
  private void refuseOutside(String path) {
    try {
      tree.unrecorded().read(path, 0);
    } catch (SourceTreeException e) {
      if (e.reason() == Reason.OUTSIDE) {
        throw e;
      }
    }
  }

  /** The file itself; the folders above it are made. */
  public void file(String path) {
    if (!placed.add(path)) {
      return;
    }
    write(path, tree.read(path, MAX_BYTES - bytes));
  }

  /** Other content at a path of the tree than the tree's. */
  public void write(String path, byte[] content) {
    checked(path);
    placed.add(path);
    bytes += content.length;
    if (bytes > MAX_BYTES) {
      throw tooMuch(path, "more than " + MAX_BYTES / (1024 * 1024) + " MB");
    }
    try {
      Files.createDirectories(at(path).getParent());
      Files.write(at(path), content);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be laid out for the tool: " + e, e);
    }
  }

  /** A link to a folder that it lies in leads round and round, and so nowhere. */
  private void folder(String path, int depth) {
    if (depth > MAX_DEPTH) {
      throw tooMuch(path, "folders nested deeper than " + MAX_DEPTH + " levels");
    }
    String real = tree.hops(path).getLast();
    if (!placed.add(path) || !open.add(real)) {
      return;
    }
    makeFolder(path);
    SourcePath folder = new SourcePath(path);
    for (Entry entry : tree.list(path)) {
      String child = folder.child(entry.name());
      switch (entry.type()) {
        case FILE -> {
          file(child);
          if (entry.executable()) {
            programs.add(child);
          }
        }
        case FOLDER -> folder(child, depth + 1);
        case LINK -> link(child, depth + 1);
        case SUBMODULE -> makeFolder(child); // as in a checkout without submodules
      }
    }
    open.remove(real);
  }

  /** Links can multiply what a tree holds without end. */
  private void link(String path, int depth) {
    if (++links > MAX_LINKS) {
      throw tooMuch(path, "more than " + MAX_LINKS + " links");
    }
    place(path, depth);
  }

  /** The folder itself, without what it holds. */
  public void makeFolder(String path) {
    checked(path);
    try {
      Files.createDirectories(at(path));
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be laid out for the tool: " + e, e);
    }
  }

  private void checked(String path) {
    if (placed.size() > MAX_FILES) {
      throw tooMuch(path, "more than " + MAX_FILES + " files and folders");
    }
    if (path.isEmpty()) {
      return;
    }
    if (path.length() > MAX_LENGTH) {
      throw tooMuch(path.substring(0, 80), "paths longer than " + MAX_LENGTH + " characters");
    }
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || ODD.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
        String shown = name.replaceAll("\\p{Cntrl}", "?");
        throw Unrenderable.file(
            path.replaceAll("\\p{Cntrl}", "?"),
            0,
            "the source has a file or folder named '" + shown + "', which no tool is given");
      }
    }
  }

  private static Unrenderable tooMuch(String path, String what) {
    return Unrenderable.file(
        path, 0, "what this source needs holds " + what + ", which is more than a tool is given");
  }
}
