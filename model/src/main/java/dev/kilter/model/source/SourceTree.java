package dev.kilter.model.source;

import java.util.List;
import java.util.Optional;

/**
 * The files of one commit, read straight from the object database. Paths are relative to the
 * repository's root, separated by {@code /}, without a leading or trailing one; the root is the
 * empty string. Object ids are Git's, so equal ids mean equal content. Symbolic links are followed
 * only inside the tree; a link that leaves it is an error of the reader who opens it.
 */
public interface SourceTree {
  /** The full SHA of the commit. */
  String commit();

  /** Id of the blob or folder at the path; empty where there is none. */
  Optional<String> objectId(String path);

  /** What a folder holds, sorted by name; empty where the path is no folder. */
  List<Entry> list(String folder);

  /**
   * The content of a file.
   *
   * @throws SourceTreeException where it is missing, too large, or a link out of the tree
   */
  byte[] read(String path, long maxBytes);

  /** One entry of a folder. */
  record Entry(String name, Type type, String objectId) {
    public enum Type {
      FILE,
      FOLDER,
      LINK,
      SUBMODULE
    }
  }
}
