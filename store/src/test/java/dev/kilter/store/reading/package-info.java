/** Tests of reading. */
@NullMarked
package dev.kilter.store.reading;

import org.jspecify.annotations.NullMarked;
