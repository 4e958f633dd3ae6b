/** Desired against live, field by field and incrementally. */
@NullMarked
package dev.kilter.engine.compare;

import org.jspecify.annotations.NullMarked;
