package dev.kilter.server.rest;

import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;

/**
 * Who asks, recorded as the initiator of operations, and what they may do.
 *
 * @param token what they showed, for the calls that end a session; empty where none was needed
 * @param address where the request came from, empty within this process
 */
public record Caller(String username, Access access, String token, String address) {
  /** Somebody who has not said who they are. */
  public static final Caller NOBODY = new Caller("", (_, _, _) -> false);

  public Caller(String username, Access access) {
    this(username, access, "", "");
  }

  public Caller showing(String shown, String from) {
    return new Caller(username, access, shown, from);
  }

  boolean may(String resource, String action, String object) {
    return access.may(resource, action, object);
  }

  @Override
  public String toString() {
    return username + (address.isEmpty() ? "" : " from " + address);
  }

  /** Refuses with the missing rule, for callers who may know that the object exists. */
  void require(String resource, String action, String object) {
    if (!may(resource, action, object)) {
      String missing = resource + ", " + action + ", " + object;
      String reason = access.reason(resource, action, object);
      throw Problem.of(
              ProblemKind.FORBIDDEN, "permission denied: " + missing + ", sub: " + username)
          .saying(
              "You (" + username + ") may not " + action + " \"" + object + "\".",
              reason.isEmpty() ? "Missing: " + missing : reason,
              "kilter account can-i " + action + " " + resource + " " + object)
          .exception();
    }
  }
}
