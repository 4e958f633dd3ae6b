/** What is remembered for a while, within bounds. */
@org.jspecify.annotations.NullMarked
package dev.kilter.git.cache;
