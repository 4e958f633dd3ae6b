/** What a program needs of a source's tree, as plain files in its own folder. */
@NullMarked
package dev.kilter.render.workspace;

import org.jspecify.annotations.NullMarked;
