/** Port to Git: repositories, revisions and content-addressed trees. */
@NullMarked
package dev.kilter.model.source;

import org.jspecify.annotations.NullMarked;
