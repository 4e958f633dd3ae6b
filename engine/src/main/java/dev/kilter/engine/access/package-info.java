/** Who may do what: Argo CD's policy language, read and decided. */
@NullMarked
package dev.kilter.engine.access;

import org.jspecify.annotations.NullMarked;
