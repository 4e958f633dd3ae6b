/** One run of a program on untrusted input: where it may write, how much, how long. */
@NullMarked
package dev.kilter.render.process;

import org.jspecify.annotations.NullMarked;
