/** Verbs about the program itself: version, completion, custom resource definitions. */
@NullMarked
package dev.kilter.cli.program;

import org.jspecify.annotations.NullMarked;
