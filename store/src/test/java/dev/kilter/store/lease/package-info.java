/** Tests of the Lease, on a real API server. */
@NullMarked
package dev.kilter.store.lease;

import org.jspecify.annotations.NullMarked;
