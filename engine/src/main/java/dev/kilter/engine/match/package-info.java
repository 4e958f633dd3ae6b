/** Patterns as users of Argo CD write them. */
@NullMarked
package dev.kilter.engine.match;

import org.jspecify.annotations.NullMarked;
