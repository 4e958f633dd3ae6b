/** The shape of a kind as far as comparing needs it. */
@NullMarked
package dev.kilter.model.schema;

import org.jspecify.annotations.NullMarked;
