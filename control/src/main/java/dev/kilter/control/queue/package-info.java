/** Order, fairness and limits of the work that costs. */
@org.jspecify.annotations.NullMarked
package dev.kilter.control.queue;
