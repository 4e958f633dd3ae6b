/** The REST API as functions from a call to an answer, over the ports and free of any framework. */
@NullMarked
package dev.kilter.server.rest;

import org.jspecify.annotations.NullMarked;
