/** What every implementation of a port must do, run against the real one and the fake alike. */
@NullMarked
package dev.kilter.testkit.contract;

import org.jspecify.annotations.NullMarked;
