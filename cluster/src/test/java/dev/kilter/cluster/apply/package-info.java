/** Tests of the package of the same name. */
@NullMarked
package dev.kilter.cluster.apply;

import org.jspecify.annotations.NullMarked;
