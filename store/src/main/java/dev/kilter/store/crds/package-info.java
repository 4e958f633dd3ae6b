/** The definitions of the custom resources, and how they get into a cluster. */
@NullMarked
package dev.kilter.store.crds;

import org.jspecify.annotations.NullMarked;
