package dev.kilter.engine.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Places of a tree that a user does not want compared. */
@FunctionalInterface
interface IgnoredPath {
  /** Every matching place of the tree, as steps from its root (see {@link Pruning}). */
  List<List<Object>> find(@Nullable Object root);
}
