/** Kubernetes Events about Applications, under Argo CD's reasons. */
@NullMarked
package dev.kilter.store.events;

import org.jspecify.annotations.NullMarked;
