/** The engine behind the protocol of the conformance judge. */
@NullMarked
package dev.kilter.engine.conformance;

import org.jspecify.annotations.NullMarked;
