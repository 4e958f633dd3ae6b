package dev.kilter.cli.login;

import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.Session;

/** Whoever is logged in. */
final class OwnAccount {
  private OwnAccount() {}

  static String or(String named, Session session) {
    if (!named.isEmpty()) {
      return named;
    }
    String own = session.served().identity().userInfo().text("username");
    if (own.isEmpty()) {
      throw CommandFailure.usage(
          "It is not clear which account is meant.",
          "None was named, and nobody is logged in.",
          "add --account NAME",
          "kilter login HOST:PORT");
    }
    return own;
  }
}
