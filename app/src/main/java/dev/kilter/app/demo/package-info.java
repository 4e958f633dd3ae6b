/** A cluster, a Git repository, Kilter and a small shop on one machine, to try things on. */
@NullMarked
package dev.kilter.app.demo;

import org.jspecify.annotations.NullMarked;
