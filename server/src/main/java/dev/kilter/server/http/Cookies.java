package dev.kilter.server.http;

import dev.kilter.api.Answer;
import dev.kilter.api.Call;
import dev.kilter.api.Document;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;

/** The browser's session: given at login, taken at logout, out of reach for scripts. */
final class Cookies {
  static final String NAME = "argocd.token";
  private static final String SESSION = "/api/v1/session";
  private static final int WHILE_THE_BROWSER_RUNS = -1;

  private Cookies() {}

  static void after(Call call, Answer answer, Context context) {
    if (!call.path().equals(SESSION)) {
      return;
    }
    boolean secure = RestFace.secure(context);
    if (call.method().equals("POST")) {
      String token = new Document(answer.tree()).text("token");
      context.cookie(cookie(token, WHILE_THE_BROWSER_RUNS, secure));
    } else if (call.method().equals("DELETE")) {
      context.cookie(cookie("", 0, secure));
    }
  }

  private static Cookie cookie(String value, int maxAge, boolean secure) {
    Cookie cookie = new Cookie(NAME, value, "/", maxAge, secure);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    return cookie;
  }
}
