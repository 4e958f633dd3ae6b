/**
 * A controller and the servers that ask it, each certain of the other: certificates of an authority
 * of their own, and the two ends of the connection.
 */
@NullMarked
package dev.kilter.server.peer;

import org.jspecify.annotations.NullMarked;
