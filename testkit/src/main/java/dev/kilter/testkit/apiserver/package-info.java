/**
 * An API server in memory, on the caller's thread: the same answers as the real one for the
 * requests that Kilter sends. {@code ApiServerContract} holds it to that.
 */
@NullMarked
package dev.kilter.testkit.apiserver;

import org.jspecify.annotations.NullMarked;
