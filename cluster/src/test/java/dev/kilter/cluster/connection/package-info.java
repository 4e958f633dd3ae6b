/** Tests of the package of the same name. */
@NullMarked
package dev.kilter.cluster.connection;

import org.jspecify.annotations.NullMarked;
