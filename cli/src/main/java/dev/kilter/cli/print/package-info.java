/** How things look on a terminal and in a pipe: tables, trees, colours, differences, progress. */
@NullMarked
package dev.kilter.cli.print;

import org.jspecify.annotations.NullMarked;
