/** The sandbox as other modules' tests use it: one shared instance, a namespace a test. */
@NullMarked
package dev.kilter.sandbox.testing;

import org.jspecify.annotations.NullMarked;
