package dev.kilter.model.store;

import dev.kilter.model.failure.Result;
import java.time.Instant;

/** Port to the sessions that were ended before their time. */
public interface Revocations {
  /** From memory: asked at each request. */
  boolean isRevoked(String id);

  /**
   * From now on revoked in this process, whatever the outcome; where it succeeds, soon in every
   * other one and after a restart.
   *
   * @param until when the session ends by itself
   */
  Result<Void> revoke(String id, Instant until);
}
