/** What the process is told at its start: options of a role, and how it logs. */
@NullMarked
package dev.kilter.app.config;

import org.jspecify.annotations.NullMarked;
