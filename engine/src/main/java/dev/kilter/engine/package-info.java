@NullMarked
package dev.kilter.engine;

import org.jspecify.annotations.NullMarked;
