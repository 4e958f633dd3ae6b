/** Deletions with proof and tombstone, and the cascade of a deleted application. */
@org.jspecify.annotations.NullMarked
package dev.kilter.control.deletion;
