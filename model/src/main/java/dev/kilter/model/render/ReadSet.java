package dev.kilter.model.render;

import dev.kilter.model.source.SourceTree;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What a render looked at: each path with the id of the blob or folder it found, or empty where it
 * looked and found nothing. A render stays valid for every commit in which all of them are the same
 * (design 2.7).
 */
public record ReadSet(Map<String, Optional<String>> objectIds) {
  public ReadSet {
    objectIds = Map.copyOf(objectIds);
  }

  public boolean unchangedIn(SourceTree tree) {
    return objectIds.entrySet().stream()
        .allMatch(entry -> tree.objectId(entry.getKey()).equals(entry.getValue()));
  }

  /** Whether any of the paths lies at, below or above one that was looked at. */
  public boolean touchedBy(Collection<String> changedPaths) {
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
