/** Carries commands out through the ports, on whatever thread calls, and answers with events. */
@org.jspecify.annotations.NullMarked
package dev.kilter.control.effect;
