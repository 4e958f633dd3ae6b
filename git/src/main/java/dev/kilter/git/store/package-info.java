/** Bare repositories on disk: a cache that may vanish. */
@NullMarked
package dev.kilter.git.store;

import org.jspecify.annotations.NullMarked;
