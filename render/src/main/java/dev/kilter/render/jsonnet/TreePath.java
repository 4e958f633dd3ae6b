package dev.kilter.render.jsonnet;

import org.jspecify.annotations.Nullable;
import scala.collection.mutable.HashMap;
import sjsonnet.Path;
import sjsonnet.Util;

/** A place in the source's tree as sjsonnet names it; the root is empty. */
record TreePath(String path) implements Path {

  @Override
  public String relativeToString(Path other) {
    return path;
  }

  @Override
  public Path parent() {
    int slash = path.lastIndexOf('/');
    return new TreePath(slash < 0 ? "" : path.substring(0, slash));
  }

  @Override
  public int segmentCount() {
    return path.isEmpty() ? 0 : path.split("/", -1).length;
  }

  @Override
  public String last() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public Path $div(String step) {
    return new TreePath(path.isEmpty() ? step : path + "/" + step);
  }

  /** Line and column where the file's lines are known. */
  @Override
  public String renderOffsetStr(int offset, HashMap<Path, int[]> lines) {
    int @Nullable [] starts = lines.contains(this) ? lines.apply(this) : null;
    return path + (starts == null ? "" : ":" + Util.prettyIndex(starts, offset));
  }

  @Override
  public String toString() {
    return path;
  }
}
