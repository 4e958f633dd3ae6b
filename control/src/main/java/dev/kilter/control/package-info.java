@NullMarked
package dev.kilter.control;

import org.jspecify.annotations.NullMarked;
