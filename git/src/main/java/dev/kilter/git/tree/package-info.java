/** The files of a commit, read from the object database. */
@NullMarked
package dev.kilter.git.tree;

import org.jspecify.annotations.NullMarked;
