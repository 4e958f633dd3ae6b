/**
 * The typed client: one method for each thing a user can ask, over any {@link
 * dev.kilter.api.Exchange}.
 */
@NullMarked
package dev.kilter.api.client;

import org.jspecify.annotations.NullMarked;
