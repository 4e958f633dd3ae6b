@NullMarked
package dev.kilter.api;

import org.jspecify.annotations.NullMarked;
