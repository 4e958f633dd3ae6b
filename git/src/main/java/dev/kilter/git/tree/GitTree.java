package dev.kilter.git.tree;

import dev.kilter.git.tree.Folders.Child;
import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.model.source.SourceTreeException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** A commit's files, straight from the object database of a bare repository; safe to share. */
public final class GitTree implements SourceTree {
  private final Repository repository;
  private final String commit;
  private final ObjectId root;
  private final Folders folders = new Folders();

  private GitTree(Repository repository, String commit, ObjectId root) {
    this.repository = repository;
    this.commit = commit;
    this.root = root;
  }

  /** The commit must be in the repository. */
  public static GitTree of(Repository repository, ObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return new GitTree(repository, commit.name(), walk.parseCommit(commit).getTree().getId());
    }
  }

  @Override
  public String commit() {
    return commit;
  }

  @Override
  public Optional<String> objectId(String path) {
    Place place = place(path);
    boolean content = place.type() != Entry.Type.SUBMODULE && place.isFound();
    return content ? Optional.of(place.id().name()) : Optional.empty();
  }

  @Override
  public List<Entry> list(String folder) {
    Place place = place(folder);
    if (!place.isFound() || place.type() != Entry.Type.FOLDER) {
      return List.of();
    }
    try (ObjectReader reader = repository.newObjectReader()) {
      List<Entry> entries = new ArrayList<>();
      for (Map.Entry<String, Child> child : folders.children(reader, place.id()).entrySet()) {
        if (TreePath.isStrange(child.getKey())) {
          throw new SourceTreeException(
              folder,
              Reason.OUTSIDE,
              "'" + folder + "' holds an entry with a name that Git forbids");
        }
        Folders.Child found = child.getValue();
        entries.add(new Entry(child.getKey(), found.type(), found.id().name(), found.executable()));
      }
      entries.sort(Comparator.comparing(Entry::name));
      return List.copyOf(entries);
    } catch (IOException e) {
      throw new UncheckedIOException("the local copy of the repository cannot be read", e);
    }
  }

  @Override
  public byte[] read(String path, long maxBytes) {
    Place place = place(path);
    if (!place.isFound()) {
      throw new SourceTreeException(
          path, place.reason().orElse(Reason.MISSING), "'" + path + "' " + place.fault());
    }
    if (place.type() == Entry.Type.FOLDER || place.type() == Entry.Type.SUBMODULE) {
      String what =
          place.type() == Entry.Type.FOLDER ? "a folder" : "a submodule, which is not fetched";
      throw new SourceTreeException(path, Reason.NOT_A_FILE, "'" + path + "' is " + what);
    }
    try (ObjectReader reader = repository.newObjectReader()) {
      ObjectLoader loader = reader.open(place.id());
      if (loader.getSize() > maxBytes) {
        throw new SourceTreeException(
            path,
            Reason.TOO_LARGE,
            "'" + path + "' has " + loader.getSize() + " bytes, more than " + maxBytes);
      }
      return loader.getCachedBytes(Integer.MAX_VALUE - 8);
    } catch (IOException e) {
      throw new UncheckedIOException("the local copy of the repository cannot be read", e);
    }
  }

  @Override
  public List<String> hops(String path) {
    return place(path).hops();
  }

  private Place place(String path) {
    try (ObjectReader reader = repository.newObjectReader()) {
      return new TreePath(reader, folders, root).follow(path);
    } catch (IOException e) {
      throw new UncheckedIOException("the local copy of the repository cannot be read", e);
    }
  }
}
