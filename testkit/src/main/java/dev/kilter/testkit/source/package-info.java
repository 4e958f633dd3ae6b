/** Fakes of the ports to Git. */
@NullMarked
package dev.kilter.testkit.source;

import org.jspecify.annotations.NullMarked;
