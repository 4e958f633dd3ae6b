/** Tests of settings. */
@NullMarked
package dev.kilter.store.settings;

import org.jspecify.annotations.NullMarked;
