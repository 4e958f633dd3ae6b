/** What every verb has at hand: console, global options, the client, and how failures end. */
@NullMarked
package dev.kilter.cli.session;

import org.jspecify.annotations.NullMarked;
