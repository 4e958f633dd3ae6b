/** The Application custom resources: direct requests, and a watched snapshot above them. */
@NullMarked
package dev.kilter.store.applications;

import org.jspecify.annotations.NullMarked;
