@NullMarked
package dev.kilter.testkit.source;

import org.jspecify.annotations.NullMarked;
