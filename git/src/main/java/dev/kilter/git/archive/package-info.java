/** Packed folders as trees. */
@NullMarked
package dev.kilter.git.archive;

import org.jspecify.annotations.NullMarked;
