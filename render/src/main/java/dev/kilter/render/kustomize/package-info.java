/** Kustomize: what an overlay reads, as files for the program; edits as Argo CD makes them. */
@NullMarked
package dev.kilter.render.kustomize;

import org.jspecify.annotations.NullMarked;
