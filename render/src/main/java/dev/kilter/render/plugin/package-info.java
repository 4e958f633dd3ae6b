/** Config management plugins: which one a source is for, what it is given, what it wrote. */
@NullMarked
package dev.kilter.render.plugin;

import org.jspecify.annotations.NullMarked;
