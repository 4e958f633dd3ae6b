@NullMarked
package dev.kilter.git.revision;

import org.jspecify.annotations.NullMarked;
