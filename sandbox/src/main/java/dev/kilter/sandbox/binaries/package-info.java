/** The control plane's programs: their versions, and where each is published. */
@NullMarked
package dev.kilter.sandbox.binaries;

import org.jspecify.annotations.NullMarked;
