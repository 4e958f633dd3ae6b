package dev.kilter.api.client;

import dev.kilter.api.Call;
import dev.kilter.api.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who asks: sessions, accounts, and what they may do. Only a server answers these. */
public final class Identity {
  private static final String SESSION = "/api/v1/session";
  private static final String ACCOUNT = "/api/v1/account";

  private final Conversation conversation;

  Identity(Conversation conversation) {
    this.conversation = conversation;
  }

  /** The token of a new session. */
  public String logIn(String username, String password) {
    return conversation
        .ask(
            Call.of("POST", SESSION)
                .body(Document.pair("username", username, "password", password)))
        .text("token");
  }

  public void logOut() {
    conversation.ask(Call.of("DELETE", SESSION));
  }

  /** {@code loggedIn}, {@code username}, {@code iss}, {@code groups}. */
  public Document userInfo() {
    return conversation.ask(Call.get(SESSION + "/userinfo"));
  }

  public List<Document> accounts() {
    return conversation.ask(Call.get(ACCOUNT)).documents("items");
  }

  public Document account(String name) {
    return conversation.ask(Call.get(ACCOUNT + "/" + Call.segment(name)));
  }

  public boolean may(String action, String resource, String object) {
    return conversation
        .ask(
            Call.get(
                ACCOUNT
                    + "/can-i/"
                    + Call.segment(resource)
                    + "/"
                    + Call.segment(action)
                    + "/"
                    + Call.segment(object)))
        .text("value")
        .equals("yes");
  }

  /** An empty {@code account} is one's own. */
  public void changePassword(String account, String current, String fresh) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("name", account);
    body.put("currentPassword", current);
    body.put("newPassword", fresh);
    conversation.ask(Call.of("PUT", ACCOUNT + "/password").body(body));
  }

  /** A token that counts for so many seconds, or for ever where that is 0. */
  public String createToken(String account, String id, long seconds) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("expiresIn", seconds);
    return conversation
        .ask(Call.of("POST", ACCOUNT + "/" + Call.segment(account) + "/token").body(body))
        .text("token");
  }

  public void deleteToken(String account, String id) {
    conversation.ask(
        Call.of("DELETE", ACCOUNT + "/" + Call.segment(account) + "/token/" + Call.segment(id)));
  }
}
