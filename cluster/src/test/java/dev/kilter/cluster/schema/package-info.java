/** Tests of the package of the same name. */
@NullMarked
package dev.kilter.cluster.schema;

import org.jspecify.annotations.NullMarked;
