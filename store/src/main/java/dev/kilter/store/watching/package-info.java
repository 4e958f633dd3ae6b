/** Following collections of resources for ever: streamed lists, watches, resumption. */
@NullMarked
package dev.kilter.store.watching;

import org.jspecify.annotations.NullMarked;
