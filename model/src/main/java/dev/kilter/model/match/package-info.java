/** Patterns as users of Argo CD write them. */
@NullMarked
package dev.kilter.model.match;

import org.jspecify.annotations.NullMarked;
