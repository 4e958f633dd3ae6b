/** What may be deleted: five proofs, and the blast radius. */
@NullMarked
package dev.kilter.engine.prune;

import org.jspecify.annotations.NullMarked;
