/** Port ManifestRenderer: finds the tool that a source is for and lets it make manifests. */
@NullMarked
package dev.kilter.render;

import org.jspecify.annotations.NullMarked;
