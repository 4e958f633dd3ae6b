@NullMarked
package dev.kilter.codec;

import org.jspecify.annotations.NullMarked;
