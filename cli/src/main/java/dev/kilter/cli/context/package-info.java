/** Which server the command line talks to, as Argo CD's keeps it. */
@NullMarked
package dev.kilter.cli.context;

import org.jspecify.annotations.NullMarked;
