/** Renderings kept on disk: a cache that may vanish, and whose every entry is proved before use. */
@NullMarked
package dev.kilter.render.cache;

import org.jspecify.annotations.NullMarked;
