/** Reading from and building trees: tolerant fields, patches, Go's durations, Kubernetes' times. */
@NullMarked
package dev.kilter.store.tree;

import org.jspecify.annotations.NullMarked;
