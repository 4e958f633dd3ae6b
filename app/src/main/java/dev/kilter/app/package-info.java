/** The program: {@code main}, and the only module that sees every other. */
@NullMarked
package dev.kilter.app;

import org.jspecify.annotations.NullMarked;
