/** Tests of tree. */
@NullMarked
package dev.kilter.store.tree;

import org.jspecify.annotations.NullMarked;
