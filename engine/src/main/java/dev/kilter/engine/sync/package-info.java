/** Sync as a step function over a saved run, and the decision to start one. */
@NullMarked
package dev.kilter.engine.sync;

import org.jspecify.annotations.NullMarked;
