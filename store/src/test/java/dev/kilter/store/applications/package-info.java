/** Tests of applications. */
@NullMarked
package dev.kilter.store.applications;

import org.jspecify.annotations.NullMarked;
