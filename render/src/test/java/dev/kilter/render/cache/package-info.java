@NullMarked
package dev.kilter.render.cache;

import org.jspecify.annotations.NullMarked;
