/** The AppProject custom resources. */
@NullMarked
package dev.kilter.store.projects;

import org.jspecify.annotations.NullMarked;
