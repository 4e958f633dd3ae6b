@NullMarked
package dev.kilter.model;

import org.jspecify.annotations.NullMarked;
