@NullMarked
package dev.kilter.sandbox;

import org.jspecify.annotations.NullMarked;
