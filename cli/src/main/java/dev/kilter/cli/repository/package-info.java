/** {@code kilter repo}: one class for each verb. */
@NullMarked
package dev.kilter.cli.repository;

import org.jspecify.annotations.NullMarked;
