@NullMarked
package dev.kilter.render.process;

import org.jspecify.annotations.NullMarked;
