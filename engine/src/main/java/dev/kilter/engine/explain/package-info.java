/** One headline, a cause with evidence, and what to do now. */
@NullMarked
package dev.kilter.engine.explain;

import org.jspecify.annotations.NullMarked;
