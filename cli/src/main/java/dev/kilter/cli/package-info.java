@NullMarked
package dev.kilter.cli;

import org.jspecify.annotations.NullMarked;
