/** From a comparison to what the Application's status says. */
@NullMarked
package dev.kilter.engine.status;

import org.jspecify.annotations.NullMarked;
