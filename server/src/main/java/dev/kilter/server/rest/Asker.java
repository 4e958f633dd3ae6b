package dev.kilter.server.rest;

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

  /** Whether it is this local account itself. */
  boolean is(String account) {
    return identity instanceof Identity.User user && user.name().equals(account);
  }

  @Override
  public String toString() {
    return "Asker[" + identity + ", " + address + "]";
  }
}
