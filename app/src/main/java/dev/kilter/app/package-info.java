@NullMarked
package dev.kilter.app;

import org.jspecify.annotations.NullMarked;
