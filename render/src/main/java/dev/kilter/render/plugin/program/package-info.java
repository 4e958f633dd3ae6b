/** Plugins without a sidecar: described by files, run here as programs. */
@NullMarked
package dev.kilter.render.plugin.program;

import org.jspecify.annotations.NullMarked;
