/** What an object says about itself by annotations: hook, wave, sync and compare options. */
@NullMarked
package dev.kilter.engine.resource;

import org.jspecify.annotations.NullMarked;
