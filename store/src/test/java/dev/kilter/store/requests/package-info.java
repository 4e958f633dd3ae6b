/** Tests of requests. */
@NullMarked
package dev.kilter.store.requests;

import org.jspecify.annotations.NullMarked;
