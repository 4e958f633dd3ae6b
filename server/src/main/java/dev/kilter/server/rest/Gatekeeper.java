package dev.kilter.server.rest;

import java.util.Optional;

/** Tells who asks from the token that they show. */
@FunctionalInterface
public interface Gatekeeper {
  /**
   * Empty where nobody may be asked for this token: it is missing, forged, out of date or revoked,
   * and anonymous users are not let in. Cheap enough for every event of a stream.
   */
  Optional<Caller> caller(String token);
}
