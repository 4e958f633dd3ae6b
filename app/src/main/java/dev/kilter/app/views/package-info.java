/** What only the owner of the clusters' caches knows, answered from snapshots. */
@NullMarked
package dev.kilter.app.views;

import org.jspecify.annotations.NullMarked;
