/** Tests of the stores as they are wired together. */
@NullMarked
package dev.kilter.store;

import org.jspecify.annotations.NullMarked;
