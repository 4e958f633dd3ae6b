/** Repositories in memory whose commits a test scripts. */
@org.jspecify.annotations.NullMarked
package dev.kilter.testkit.git;
