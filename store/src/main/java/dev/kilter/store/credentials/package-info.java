/** Repositories, credential templates and clusters, from labelled Secrets. */
@NullMarked
package dev.kilter.store.credentials;

import org.jspecify.annotations.NullMarked;
