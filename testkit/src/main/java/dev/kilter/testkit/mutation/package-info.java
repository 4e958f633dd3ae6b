/**
 * Guards switched off on purpose: a test runs the same story once with the product's own classes
 * and once with a mutant of them, so that a story which would pass without its guard is found out.
 */
@NullMarked
package dev.kilter.testkit.mutation;

import org.jspecify.annotations.NullMarked;
