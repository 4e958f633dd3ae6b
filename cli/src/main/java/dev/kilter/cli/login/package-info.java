/** Logging in, accounts, and what a server knows beside applications. */
@NullMarked
package dev.kilter.cli.login;

import org.jspecify.annotations.NullMarked;
