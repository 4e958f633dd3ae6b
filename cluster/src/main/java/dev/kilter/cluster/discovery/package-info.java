/** Which kinds an API server serves, at which versions, and how their URLs are made. */
@NullMarked
package dev.kilter.cluster.discovery;

import org.jspecify.annotations.NullMarked;
