package dev.kilter.store.accounts;

import static dev.kilter.store.requests.ResourceKind.CONFIG_MAP;
import static dev.kilter.store.requests.ResourceKind.SECRET;
import static dev.kilter.store.testing.Results.success;

import dev.kilter.model.access.Account;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.requests.SecretContent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** argocd-cm and argocd-secret of a namespace, written as somebody writes them by hand. */
record Written(Resources resources, String namespace) {
  void config(Map<String, String> entries) {
    Map<String, Object> data = new HashMap<>(entries);
    create(CONFIG_MAP, "argocd-cm", data);
  }

  void secret(Map<String, String> entries) {
    Map<String, Object> data = new HashMap<>();
    entries.forEach((key, text) -> data.put(key, encoded(text)));
    create(SECRET, "argocd-secret", data);
  }

  static String encoded(String text) {
    return SecretContent.encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  private void create(
      dev.kilter.store.requests.ResourceKind kind, String name, Map<String, Object> data) {
    success(
        resources.create(
            kind,
            namespace,
            Manifest.of(
                Map.of(
                    "apiVersion",
                    "v1",
                    "kind",
                    kind.kind(),
                    "metadata",
                    Map.of("name", name),
                    "data",
                    data))));
  }

  Map<String, String> secretNow(String name) {
    return new TreeMap<>(SecretContent.of(success(resources.get(SECRET, namespace, name))));
  }

  void accounts(List<Account> accounts) {
    Map<String, String> config = new HashMap<>();
    Map<String, String> secret = new HashMap<>();
    for (Account account : accounts) {
      boolean admin = account.name().equals("admin");
      String prefix = admin ? "admin" : "accounts." + account.name();
      if (!admin) {
        config.put(
            prefix,
            account.capabilities().stream()
                .map(Account.Capability::word)
                .collect(Collectors.joining(", ")));
      }
      config.put(prefix + ".enabled", Boolean.toString(account.enabled()));
      secret.put(prefix + ".password", account.passwordHash());
      account
          .passwordMtime()
          .ifPresent(time -> secret.put(prefix + ".passwordMtime", time.toString()));
      secret.put(
          prefix + ".tokens",
          TokenList.write(account.tokens().stream().map(TokenList::entry).toList()));
    }
    config(config);
    secret(secret);
  }
}
