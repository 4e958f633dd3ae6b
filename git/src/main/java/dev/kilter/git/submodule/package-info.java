/** Submodules: what {@code .gitmodules} says, and where and as whom it is fetched. */
@NullMarked
package dev.kilter.git.submodule;

import org.jspecify.annotations.NullMarked;
