package dev.kilter.cli.context;

import dev.kilter.api.Document;
import dev.kilter.api.client.ServerAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code ~/.config/argocd/config} (Argo CD, util/localconfig): contexts, each naming
 * a server and a user. What is not known stays as it is.
 */
public record Contexts(Document tree) {
  public static final Contexts NONE = new Contexts(Document.EMPTY);

  /** A context; {@code core} means Kubernetes itself instead of a server. */
  public record Context(String name, String server, boolean core, ServerAddress address) {}

  /** What a login leaves behind. */
  public record Login(String server, boolean plainText, boolean insecure, String rootPath) {}

  public String current() {
    return tree.text("current-context");
  }

  public List<Context> all() {
    return tree.documents("contexts").stream().map(this::context).toList();
  }

  public Optional<Context> find(String name) {
    return all().stream().filter(context -> context.name().equals(name)).findFirst();
  }

  private Context context(Document entry) {
    Document server = named("servers", "server", entry.text("server"));
    Document user = named("users", "name", entry.text("user"));
    return new Context(
        entry.text("name"),
        entry.text("server"),
        server.flag("core"),
        ServerAddress.of(
            entry.text("server"),
            server.text("grpc-web-root-path"),
            user.text("auth-token"),
            server.flag("plain-text"),
            server.flag("insecure")));
  }

  private Document named(String list, String key, String name) {
    return tree.documents(list).stream()
        .filter(entry -> entry.text(key).equals(name))
        .findFirst()
        .orElse(Document.EMPTY);
  }

  /** With this login as the current context. */
  public Contexts with(String name, Login login, String token) {
    Map<String, @Nullable Object> server = new LinkedHashMap<>();
    server.put("grpc-web-root-path", login.rootPath());
    server.put("insecure", login.insecure());
    server.put("plain-text", login.plainText());
    server.put("server", login.server());
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    context.put("name", name);
    context.put("server", login.server());
    context.put("user", name);
    return put("contexts", "name", name, context)
        .put("servers", "server", login.server(), server)
        .put("users", "name", name, Document.pair("auth-token", token, "name", name))
        .use(name);
  }

  /** Without the tokens of this context: whoever has the file is nobody any more. */
  public Contexts loggedOut(String name) {
    String user = named("contexts", "name", name).text("user");
    List<Document> users =
        tree.documents("users").stream()
            .map(entry ->
                entry.text("name").equals(user)
                    ? entry.without("auth-token").without("refresh-token")
                    : entry)
            .toList();
    return new Contexts(tree.with(trees(users), "users"));
  }

  public Contexts without(String name) {
    List<Document> left =
        tree.documents("contexts").stream()
            .filter(entry -> !entry.text("name").equals(name))
            .toList();
    Contexts rest = new Contexts(loggedOut(name).tree().with(trees(left), "contexts"));
    return current().equals(name) ? rest.use("") : rest;
  }

  public Contexts use(String name) {
    return new Contexts(tree.with(name, "current-context"));
  }

  private Contexts put(String list, String key, String name, Map<String, @Nullable Object> entry) {
    List<Document> entries = new ArrayList<>();
    boolean replaced = false;
    for (Document old : tree.documents(list)) {
      boolean same = old.text(key).equals(name);
      entries.add(same ? over(old, entry) : old);
      replaced |= same;
    }
    if (!replaced) {
      entries.add(new Document(entry));
    }
    return new Contexts(tree.with(trees(entries), list));
  }

  /** What is known anew, and what the old entry holds besides. */
  private static Document over(Document old, Map<String, @Nullable Object> entry) {
    Map<String, @Nullable Object> both = new LinkedHashMap<>(old.root());
    both.putAll(entry);
    return new Document(both);
  }

  private static List<Map<String, @Nullable Object>> trees(List<Document> entries) {
    return entries.stream().map(Document::root).toList();
  }

  @Override
  public String toString() {
    return "Contexts" + all().stream().map(Context::name).toList();
  }
}
