/**
 * What a render reads: paths, the tree under observation, and overrides kept beside the sources.
 */
@NullMarked
package dev.kilter.render.input;

import org.jspecify.annotations.NullMarked;
