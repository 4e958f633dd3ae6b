/** What the loop hears (events) and asks for (commands); immutable. */
@org.jspecify.annotations.NullMarked
package dev.kilter.control.message;
