/** Expected failures as data: what failed, the evidence, and what to do now. */
@NullMarked
package dev.kilter.model.failure;

import org.jspecify.annotations.NullMarked;
