/** Requests to the API server for single resources and lists, and what their answers mean. */
@NullMarked
package dev.kilter.store.requests;

import org.jspecify.annotations.NullMarked;
