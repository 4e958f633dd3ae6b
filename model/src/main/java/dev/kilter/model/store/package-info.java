/** Ports to Kilter's own state: custom resources, ConfigMaps, Secrets, Events and the journal. */
@NullMarked
package dev.kilter.model.store;

import org.jspecify.annotations.NullMarked;
