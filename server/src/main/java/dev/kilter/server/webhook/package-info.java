/** Webhooks of Git hosts: who may send them, and what a push says about a repository. */
@NullMarked
package dev.kilter.server.webhook;

import org.jspecify.annotations.NullMarked;
