package dev.kilter.server.rest;

import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.server.session.Identity;

/**
 * Who asks about accounts. Prints without the token.
 *
 * @param token that was shown; empty where none was
 * @param address where the request came from, by which logins are limited
 */
record Asker(Identity identity, String token, String address, MayI permissions) {
  /** What the permissions say of whoever asks. */
  @FunctionalInterface
  interface MayI {
    boolean may(String resource, String action, String object);
  }

  boolean may(String resource, String action, String object) {
    return permissions.may(resource, action, object);
  }

  /** Refuses with the missing rule. */
  void require(String resource, String action, String object) {
    if (!may(resource, action, object)) {
      String missing = resource + ", " + action + ", " + object;
      String subject = identity.subject();
      throw Problem.of(ProblemKind.FORBIDDEN, "permission denied: " + missing + ", sub: " + subject)
          .saying(
              "You (" + subject + ") may not " + action + " \"" + object + "\".",
              "Missing: " + missing,
              "kilter account can-i " + action + " " + resource + " " + object)
          .exception();
    }
  }

  /** Whether it is this local account itself. */
  boolean is(String account) {
    return identity instanceof Identity.User user && user.name().equals(account);
  }

  @Override
  public String toString() {
    return "Asker[" + identity + ", " + address + "]";
  }
}
