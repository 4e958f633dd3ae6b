package dev.kilter.server.rest;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a stream of events goes. */
public interface Follower {
  /**
   * Blocks while the follower is slow.
   *
   * @param id from which the follower can go on later; may be empty
   * @param name kind of the event, may be empty
   * @throws IOException if the follower has gone or is no longer permitted to listen
   */
  void event(String id, String name, Map<String, @Nullable Object> data) throws IOException;
}
