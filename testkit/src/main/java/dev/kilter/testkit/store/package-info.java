/** Fakes of the stores: everything in memory, nothing waits. */
@org.jspecify.annotations.NullMarked
package dev.kilter.testkit.store;
