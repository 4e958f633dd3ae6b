/** What a project allows. */
@NullMarked
package dev.kilter.engine.policy;

import org.jspecify.annotations.NullMarked;
