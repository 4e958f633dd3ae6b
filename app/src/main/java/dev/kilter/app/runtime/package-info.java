/**
 * The shell around the control loop: one thread that runs it, virtual threads that carry its
 * commands out, timers, and the watches that feed it.
 */
@org.jspecify.annotations.NullMarked
package dev.kilter.app.runtime;
