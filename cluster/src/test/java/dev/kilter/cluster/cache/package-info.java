/** Tests of the package of the same name. */
@NullMarked
package dev.kilter.cluster.cache;

import org.jspecify.annotations.NullMarked;
