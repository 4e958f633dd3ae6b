package dev.kilter.git.tree;

import dev.kilter.git.tree.Folders.Child;
import dev.kilter.git.tree.Place.Spot;
import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.model.source.SourceTreeException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A commit's files, straight from the object database of a bare repository, and those of its
 * submodules from theirs; safe to share.
 */
public final class GitTree implements SourceTree {
  /** Where a commit says from where its submodules come. */
  public static final String SUBMODULES = ".gitmodules";

  private final String commit;
  private final Layer layer;

  private GitTree(String commit, Layer layer) {
    this.commit = commit;
    this.layer = layer;
  }

  /** The commit must be in the repository. */
  public static GitTree of(Repository repository, ObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      ObjectId root = walk.parseCommit(commit).getTree().getId();
      return new GitTree(
          commit.name(), new Layer(repository, root, Submodules.NONE, LargeFiles.NONE));
    }
  }

  /** The same, in which the files of submodules can be read. */
  public GitTree with(Submodules submodules) {
    return new GitTree(commit, layer.with(submodules));
  }

  /** The same, in which large files are read as what they stand for; ids tell that apart. */
  public GitTree with(LargeFiles largeFiles) {
    return new GitTree(commit, layer.with(largeFiles));
  }

  Layer layer() {
    return layer;
  }

  @Override
  public String commit() {
    return commit;
  }

  @Override
  public Optional<String> objectId(String path) {
    return place(path)
        .spot()
        .filter(spot -> spot.type() != Entry.Type.SUBMODULE || spot.isLaid())
        .map(spot -> named(spot.id()));
  }

  /** Another content than Git's has another id. */
  private String named(ObjectId id) {
    return layer.largeFiles().equals(LargeFiles.NONE) ? id.name() : id.name() + "+lfs";
  }

  @Override
  public List<Entry> list(String folder) {
    Optional<Spot> spot = place(folder).spot().flatMap(GitTree::opened);
    if (spot.isEmpty()) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, Child> child : children(spot.get()).entrySet()) {
      if (TreePath.isStrange(child.getKey())) {
        throw new SourceTreeException(
            folder, Reason.OUTSIDE, "'" + folder + "' holds an entry with a name that Git forbids");
      }
      Entry.Type type = child.getValue().type();
      boolean laid = type == Entry.Type.SUBMODULE && spot.get().layer().hasSubmodules();
      String id = named(child.getValue().id());
      entries.add(
          new Entry(
              child.getKey(), laid ? Entry.Type.FOLDER : type, id, child.getValue().executable()));
    }
    entries.sort(Comparator.comparing(Entry::name));
    return List.copyOf(entries);
  }

  /** The folder itself, or the root of a submodule; empty where it is neither. */
  private static Optional<Spot> opened(Spot spot) {
    if (spot.isLaid()) {
      Layer inner = spot.layer().submodule(spot.path(), spot.id());
      return Optional.of(new Spot(inner, inner.root(), Entry.Type.FOLDER, ""));
    }
    return spot.type() == Entry.Type.FOLDER ? Optional.of(spot) : Optional.empty();
  }

  private static Map<String, Child> children(Spot folder) {
    try {
      return folder.layer().children(folder.id());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public byte[] read(String path, long maxBytes) {
    Place place = place(path);
    Spot spot =
        place
            .spot()
            .orElseThrow(() ->
                new SourceTreeException(
                    path,
                    place.reason().orElse(Reason.MISSING),
                    "'" + path + "' " + place.fault()));
    if (spot.type() == Entry.Type.FOLDER || spot.type() == Entry.Type.SUBMODULE) {
      boolean fetched = spot.type() == Entry.Type.FOLDER || spot.isLaid();
      String what = fetched ? "a folder" : "a submodule, which is not fetched";
      throw new SourceTreeException(path, Reason.NOT_A_FILE, "'" + path + "' is " + what);
    }
    try (ObjectReader reader = spot.layer().objects().newObjectReader()) {
      ObjectLoader loader = reader.open(spot.id());
      if (loader.getSize() > maxBytes) {
        throw new SourceTreeException(
            path,
            Reason.TOO_LARGE,
            "'" + path + "' has " + loader.getSize() + " bytes, more than " + maxBytes);
      }
      byte[] stored = loader.getCachedBytes(Integer.MAX_VALUE - 8);
      return spot.layer().largeFiles().content(path, stored, maxBytes);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public List<String> hops(String path) {
    return place(path).way().hops();
  }

  /** Whether submodules have files, and from where they come, is told by a file. */
  @Override
  public List<String> settledBy(String path) {
    Place place = place(path);
    Set<String> settling = new LinkedHashSet<>(place.way().settling());
    boolean listsSubmodules =
        place
            .spot()
            .filter(spot -> spot.type() == Entry.Type.FOLDER)
            .filter(spot ->
                children(spot).values().stream()
                    .anyMatch(child -> child.type() == Entry.Type.SUBMODULE))
            .isPresent();
    if (place.way().throughSubmodule() || listsSubmodules) {
      settling.add(SUBMODULES);
    }
    return List.copyOf(settling);
  }

  private Place place(String path) {
    try {
      return new TreePath(layer).follow(path);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException("the local copy of the repository cannot be read", e);
  }
}
