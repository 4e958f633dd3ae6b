/** Ports to a cluster: live state, schemas, applying and deleting. */
@NullMarked
package dev.kilter.model.cluster;

import org.jspecify.annotations.NullMarked;
