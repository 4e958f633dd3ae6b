/** Who is it? Logins with passwords, signed sessions, tokens of accounts and of project roles. */
@NullMarked
package dev.kilter.server.session;

import org.jspecify.annotations.NullMarked;
