@NullMarked
package dev.kilter.testkit;

import org.jspecify.annotations.NullMarked;
