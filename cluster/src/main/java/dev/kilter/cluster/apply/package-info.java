/** Every write to a destination cluster: server-side apply, its fallbacks, deletions, limits. */
@NullMarked
package dev.kilter.cluster.apply;

import org.jspecify.annotations.NullMarked;
