/** Tests of the package of the same name. */
@NullMarked
package dev.kilter.cluster.transport;

import org.jspecify.annotations.NullMarked;
