/** Tests of journal. */
@NullMarked
package dev.kilter.store.journal;

import org.jspecify.annotations.NullMarked;
