@NullMarked
package dev.kilter.store;

import org.jspecify.annotations.NullMarked;
