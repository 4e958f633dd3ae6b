/** {@code kilter app}: one class for each verb. */
@NullMarked
package dev.kilter.cli.app;

import org.jspecify.annotations.NullMarked;
