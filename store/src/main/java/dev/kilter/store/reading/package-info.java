/** From trees to Applications and AppProjects, tolerant of every wrong field. */
@NullMarked
package dev.kilter.store.reading;

import org.jspecify.annotations.NullMarked;
