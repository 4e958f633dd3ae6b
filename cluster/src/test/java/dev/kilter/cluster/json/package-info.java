/** Tests of the package of the same name. */
@NullMarked
package dev.kilter.cluster.json;

import org.jspecify.annotations.NullMarked;
