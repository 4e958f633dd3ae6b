/** The three servers of the control plane: their flags, data folder, start and end. */
@NullMarked
package dev.kilter.sandbox.plane;

import org.jspecify.annotations.NullMarked;
