package dev.kilter.render.input;

import dev.kilter.model.source.SourceTree.Entry;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/** A path with {@code *}, {@code ?}, {@code [a-z]}, or {@code **} for folders of any depth. */
public final class FilePattern {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_FILES = 1_000;

  private final String folder;
  private final List<PathMatcher> matchers;
  private final boolean deep;

  public static boolean isOne(String path) {
    return path.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
  }

  public FilePattern(String pattern) {
    int special = 0;
    while ("*?[".indexOf(pattern.charAt(special)) < 0) {
      special++;
    }
    folder = pattern.substring(0, Math.max(0, pattern.lastIndexOf('/', special)));
    // Here ** may stand for no folder at all, which the JDK's does not.
    matchers =
        List.of(pattern, pattern.replace("**/", "")).stream()
            .map(text -> FileSystems.getDefault().getPathMatcher("glob:" + text))
            .toList();
    deep = pattern.indexOf('/', special) >= 0 || pattern.contains("**");
  }

  /** By name; links are not followed. */
  public List<String> matches(RecordingTree tree) {
    List<String> found = new ArrayList<>();
    walk(tree, folder, 0, found);
    found.sort(null);
    return found;
  }

  private void walk(RecordingTree tree, String current, int depth, List<String> found) {
    if (depth > MAX_DEPTH || found.size() > MAX_FILES) {
      return;
    }
    for (Entry entry : tree.list(current)) {
      String path = new SourcePath(current).child(entry.name());
      if (entry.type() == Entry.Type.FOLDER && deep) {
        walk(tree, path, depth + 1, found);
      } else if (entry.type() == Entry.Type.FILE
          && matchers.stream().anyMatch(matcher -> matcher.matches(Path.of(path)))) {
        found.add(path);
      }
    }
  }
}
