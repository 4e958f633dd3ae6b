/**
 * The command line: parses, calls the client, prints. Results to stdout, everything else to stderr.
 */
@NullMarked
package dev.kilter.cli;

import org.jspecify.annotations.NullMarked;
