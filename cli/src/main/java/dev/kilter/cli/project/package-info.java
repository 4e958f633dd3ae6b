/** {@code kilter proj}: one class for each verb. */
@NullMarked
package dev.kilter.cli.project;

import org.jspecify.annotations.NullMarked;
