@NullMarked
package dev.kilter.testkit.store;

import org.jspecify.annotations.NullMarked;
