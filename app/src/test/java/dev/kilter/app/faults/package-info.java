/** The simulation: all of Kilter but threads and wires, on one thread, under faults and a seed. */
@NullMarked
package dev.kilter.app.faults;

import org.jspecify.annotations.NullMarked;
