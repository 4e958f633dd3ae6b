/** Child processes that cannot outlive their parent, and free ports for them. */
@NullMarked
package dev.kilter.sandbox.process;

import org.jspecify.annotations.NullMarked;
