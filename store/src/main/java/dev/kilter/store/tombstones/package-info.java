/** The record of deletions: what is about to be deleted, kept in Secrets for a week. */
@NullMarked
package dev.kilter.store.tombstones;

import org.jspecify.annotations.NullMarked;
