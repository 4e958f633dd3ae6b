/** Port to one Kubernetes API server: requests and streams, nothing about their meaning. */
@NullMarked
package dev.kilter.model.kubernetes;

import org.jspecify.annotations.NullMarked;
