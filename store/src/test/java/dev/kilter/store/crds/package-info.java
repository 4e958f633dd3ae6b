/** Tests of crds. */
@NullMarked
package dev.kilter.store.crds;

import org.jspecify.annotations.NullMarked;
