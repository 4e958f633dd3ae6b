/** Shapes of kinds, read from the API server's OpenAPI v3. */
@NullMarked
package dev.kilter.cluster.schema;

import org.jspecify.annotations.NullMarked;
