/** Reading parts of large JSON texts without building the rest. */
@NullMarked
package dev.kilter.cluster.json;

import org.jspecify.annotations.NullMarked;
