/** Applications as they change, for many followers at once. */
@NullMarked
package dev.kilter.server.live;

import org.jspecify.annotations.NullMarked;
