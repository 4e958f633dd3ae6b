/** The product behind the protocol of the conformance judge. */
@NullMarked
package dev.kilter.app.conformance;

import org.jspecify.annotations.NullMarked;
