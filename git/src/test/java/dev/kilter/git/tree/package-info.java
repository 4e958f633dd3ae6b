@NullMarked
package dev.kilter.git.tree;

import org.jspecify.annotations.NullMarked;
