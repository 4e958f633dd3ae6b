/** How an object is doing, by kind, and how an application is. */
@NullMarked
package dev.kilter.engine.health;

import org.jspecify.annotations.NullMarked;
