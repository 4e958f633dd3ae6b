package dev.kilter.server.http;

import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.server.rest.Caller;

/**
 * Who asked for what change from where, and what came of it. Never what was sent: bodies carry
 * secrets.
 *
 * @param user as logged in; at a login, the name that was tried
 * @param status of HTTP
 */
public record Audited(String user, String address, String method, String path, int status) {
  static Audited of(Caller caller, Call call, int status) {
    String tried = caller.username().isEmpty() ? tried(call) : caller.username();
    return new Audited(tried, caller.address(), call.method(), call.path(), status);
  }

  private static String tried(Call call) {
    return Document.of(call.body().orElse(Document.EMPTY.root())).text("username");
  }

  @Override
  public String toString() {
    String who = user.isEmpty() ? "nobody" : printable(user);
    return who + " from " + address + ": " + method + " " + printable(path) + " → " + status;
  }

  /** A name that breaks lines would write entries of its own. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "�");
  }
}
