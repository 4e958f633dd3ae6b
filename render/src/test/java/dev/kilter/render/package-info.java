@NullMarked
package dev.kilter.render;

import org.jspecify.annotations.NullMarked;
