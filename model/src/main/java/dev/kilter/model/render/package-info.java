/** Port to the renderers: from a tree to manifests, or to the reason why not. */
@NullMarked
package dev.kilter.model.render;

import org.jspecify.annotations.NullMarked;
