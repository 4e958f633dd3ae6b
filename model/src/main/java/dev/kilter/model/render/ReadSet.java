package dev.kilter.model.render;

import dev.kilter.model.source.SourceFetchException;
import dev.kilter.model.source.SourceTree;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What a render looked at in one tree: each path with the id of the blob or folder it found, or
 * empty where it looked and found nothing. {@code commit} is there where the commit's own name went
 * into the result (a build variable, a plugin). A render stays valid for every commit in which all
 * of them are the same (design 2.7).
 */
public record ReadSet(Map<String, Optional<String>> objectIds, Optional<String> commit) {
  public static final ReadSet NONE = new ReadSet(Map.of());

  public ReadSet {
    objectIds = Map.copyOf(objectIds);
  }

  public ReadSet(Map<String, Optional<String>> objectIds) {
    this(objectIds, Optional.empty());
  }

  /** What cannot be had now is not known to be the same. */
  public boolean unchangedIn(SourceTree tree) {
    try {
      return commit.filter(id -> !id.equals(tree.commit())).isEmpty()
          && objectIds.entrySet().stream()
              .allMatch(entry -> tree.objectId(entry.getKey()).equals(entry.getValue()));
    } catch (SourceFetchException e) {
      return false;
    }
  }

  /**
   * Whether a move to another commit that changes these paths may change the result: any of them
   * lies at, below or above one that was looked at, or the commit's own name was.
   */
  public boolean touchedBy(Collection<String> changedPaths) {
    if (commit.isPresent()) {
      return true;
    }
    for (String read : objectIds.keySet()) {
      for (String changed : changedPaths) {
        if (read.isEmpty() || within(changed, read) || within(read, changed)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Asked of every application at every commit, so it makes no new text. */
  private static boolean within(String path, String folder) {
    return path.startsWith(folder)
        && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
  }
}
