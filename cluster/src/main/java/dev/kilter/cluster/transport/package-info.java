/** Requests and streams to an API server: one transport for load, one for a quick start. */
@NullMarked
package dev.kilter.cluster.transport;

import org.jspecify.annotations.NullMarked;
