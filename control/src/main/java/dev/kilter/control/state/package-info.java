/** What the loop remembers; touched by the loop's own thread alone. */
@org.jspecify.annotations.NullMarked
package dev.kilter.control.state;
