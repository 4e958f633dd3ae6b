/** Helm charts, rendered by the program {@code helm template} without a cluster or a network. */
@NullMarked
package dev.kilter.render.helm;

import org.jspecify.annotations.NullMarked;
