/** The API and its webhooks over the ports: framework-free parts, and one thin HTTP adapter. */
@NullMarked
package dev.kilter.server;

import org.jspecify.annotations.NullMarked;
