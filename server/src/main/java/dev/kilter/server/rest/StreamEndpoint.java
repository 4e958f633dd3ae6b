package dev.kilter.server.rest;

import java.io.IOException;

/** Sends events until the follower has gone, or refuses as an {@link Endpoint} does. */
@FunctionalInterface
interface StreamEndpoint {
  void follow(Request request, Follower follower) throws IOException, InterruptedException;
}
