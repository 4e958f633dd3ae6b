@NullMarked
package dev.kilter.git;

import org.jspecify.annotations.NullMarked;
