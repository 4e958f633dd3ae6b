package dev.kilter.server.http;

import io.javalin.http.Context;
import java.util.Map;

/**
 * The token that a request shows: {@code Authorization: Bearer}, or Argo CD's cookie, which is cut
 * into {@code argocd.token}, {@code argocd.token-1}… where it is long. Empty where there is none.
 */
record ShownToken(String text, boolean fromCookie) {
  private static final String BEARER = "Bearer ";

  /** Nothing that this server signs is longer; what is longer is not even looked at. */
  private static final int LIMIT = 16 * 1024;

  static ShownToken of(Context context) {
    String header = context.header("Authorization");
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return new ShownToken(limited(header.substring(BEARER.length()).strip()), false);
    }
    String cookie = cookie(context.cookieMap());
    return new ShownToken(limited(cookie), !cookie.isEmpty());
  }

  private static String cookie(Map<String, String> cookies) {
    StringBuilder token = new StringBuilder(cookies.getOrDefault(Cookies.NAME, ""));
    for (int part = 1; cookies.containsKey(Cookies.NAME + "-" + part); part++) {
      token.append(cookies.get(Cookies.NAME + "-" + part));
    }
    return token.toString();
  }

  private static String limited(String token) {
    return token.length() > LIMIT ? "" : token;
  }

  @Override
  public String toString() {
    return "ShownToken[fromCookie=" + fromCookie + "]";
  }
}
