/** Tests of tree. */
@NullMarked
package dev.kilter.store.watching;

import org.jspecify.annotations.NullMarked;
