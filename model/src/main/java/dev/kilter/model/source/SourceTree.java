package dev.kilter.model.source;

import java.util.List;
import java.util.Optional;

/**
 * The files of one commit, read straight from the object database. Paths are relative to the
 * repository's root, separated by {@code /}, without a leading or trailing one; the root is the
 * empty string. Object ids are Git's, so equal ids mean equal content. Symbolic links are followed
 * only inside the tree; a link that leaves it is an error of the reader who opens it. What lies
 * elsewhere, as the files of a submodule, is fetched when somebody reads it; where that fails every
 * method throws {@link SourceFetchException}.
 */
public interface SourceTree {
  /** The full SHA of the commit. */
  String commit();

  /**
   * Id of the blob or folder that the path leads to, or of a submodule's commit; empty where there
   * is none, or where a link leads nowhere or out of the tree.
   */
  Optional<String> objectId(String path);

  /** What a folder holds, sorted by name; empty where the path is no folder. */
  List<Entry> list(String folder);

  /**
   * The content of a file.
   *
   * @throws SourceTreeException where it is missing, too large, or a link out of the tree
   */
  byte[] read(String path, long maxBytes);

  /**
   * The path, and where symbolic links lead on, each path they lead to: a change at any of them may
   * change what is read here. Ends where nothing is, or where a link leaves the tree.
   */
  List<String> hops(String path);

  /**
   * Paths whose object ids together settle what the path leads to, so that none of them needs to be
   * fetched to see that nothing changed: its hops, and for what lies in a submodule the submodule,
   * whose commit the tree names, and {@code .gitmodules}.
   */
  default List<String> settledBy(String path) {
    return hops(path);
  }

  /** One entry of a folder; {@code executable} where a file is marked as a program. */
  record Entry(String name, Type type, String objectId, boolean executable) {
    public Entry(String name, Type type, String objectId) {
      this(name, type, objectId, false);
    }

    public enum Type {
      FILE,
      FOLDER,
      LINK,
      SUBMODULE
    }
  }
}
