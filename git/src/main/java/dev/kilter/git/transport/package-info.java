/**
 * Ways to a remote: URLs, credentials that stay with their host, TLS and SSH identities, faults in
 * words.
 */
@NullMarked
package dev.kilter.git.transport;

import org.jspecify.annotations.NullMarked;
