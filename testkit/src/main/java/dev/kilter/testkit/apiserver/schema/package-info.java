/** Shapes of the kinds that the model API server knows, read from OpenAPI v3 as it serves them. */
@NullMarked
package dev.kilter.testkit.apiserver.schema;

import org.jspecify.annotations.NullMarked;
