/**
 * The loop that keeps every application in line: {@link dev.kilter.control.Controller} hears events
 * and answers with commands, alone on one thread, with no effect of its own.
 */
@org.jspecify.annotations.NullMarked
package dev.kilter.control;
