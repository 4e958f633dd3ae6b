/** Tests of the planted bugs' own machinery. */
@org.jspecify.annotations.NullMarked
package dev.kilter.testkit.mutation;
