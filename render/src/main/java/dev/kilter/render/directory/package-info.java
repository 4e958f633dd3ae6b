/** Plain manifests: the files of a folder, as Argo CD picks and reads them. */
@NullMarked
package dev.kilter.render.directory;

import org.jspecify.annotations.NullMarked;
