/**
 * The watch cache of one cluster. {@link dev.kilter.cluster.cache.CacheMachine} decides: events in,
 * commands out, no thread, clock or random. {@link dev.kilter.cluster.cache.ClusterCache} is the
 * shell around it: it reads streams, parses, and does what the machine says.
 */
@NullMarked
package dev.kilter.cluster.cache;

import org.jspecify.annotations.NullMarked;
