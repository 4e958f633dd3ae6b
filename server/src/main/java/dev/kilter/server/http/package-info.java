/**
 * The one thin HTTP adapter: webhooks, probes and metrics for all, views for those with the token.
 */
@NullMarked
package dev.kilter.server.http;

import org.jspecify.annotations.NullMarked;
