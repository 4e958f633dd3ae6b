@NullMarked
package dev.kilter.render.directory;

import org.jspecify.annotations.NullMarked;
