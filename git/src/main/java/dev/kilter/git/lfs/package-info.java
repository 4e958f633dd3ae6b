/** Git LFS: pointers, and the content that they stand for. */
@NullMarked
package dev.kilter.git.lfs;

import org.jspecify.annotations.NullMarked;
