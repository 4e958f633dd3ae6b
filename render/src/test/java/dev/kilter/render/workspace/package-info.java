@NullMarked
package dev.kilter.render.workspace;

import org.jspecify.annotations.NullMarked;
