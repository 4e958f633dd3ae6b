/** AppProject: the guard rails around applications. */
@NullMarked
package dev.kilter.model.project;

import org.jspecify.annotations.NullMarked;
