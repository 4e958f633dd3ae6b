/** Tests of tombstones. */
@NullMarked
package dev.kilter.store.tombstones;

import org.jspecify.annotations.NullMarked;
