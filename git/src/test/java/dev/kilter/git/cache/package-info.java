/** Tests of what is remembered within bounds. */
@org.jspecify.annotations.NullMarked
package dev.kilter.git.cache;
