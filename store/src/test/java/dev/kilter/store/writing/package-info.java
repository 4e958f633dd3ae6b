/** Tests of writing. */
@NullMarked
package dev.kilter.store.writing;

import org.jspecify.annotations.NullMarked;
