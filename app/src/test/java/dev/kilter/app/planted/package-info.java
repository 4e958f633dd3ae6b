/** Bugs planted into the guards, and whether the simulation finds them. */
@org.jspecify.annotations.NullMarked
package dev.kilter.app.planted;
