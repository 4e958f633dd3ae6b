/** Which of several controllers of one namespace acts: a Kubernetes Lease. */
@NullMarked
package dev.kilter.store.lease;

import org.jspecify.annotations.NullMarked;
