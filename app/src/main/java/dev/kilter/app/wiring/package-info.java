/** Puts the adapters, the loop and the HTTP ports together, by hand. */
@NullMarked
package dev.kilter.app.wiring;

import org.jspecify.annotations.NullMarked;
