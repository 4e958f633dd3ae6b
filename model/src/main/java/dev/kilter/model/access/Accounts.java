package dev.kilter.model.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that says who may be believed: the local accounts, the key that sessions are signed
 * with, and the rules of logging in. One immutable snapshot; {@code problems} are entries that
 * could not be read, each in a sentence.
 *
 * @param key empty where there is none yet; then nobody can log in
 */
public record Accounts(
    Map<String, Account> byName,
    Optional<SigningKey> key,
    LoginRules rules,
    List<String> problems) {
  /** Nobody is known. */
  public static final Accounts NONE =
      new Accounts(Map.of(), Optional.empty(), LoginRules.DEFAULTS, List.of());

  public Accounts {
    byName = Map.copyOf(byName);
    problems = List.copyOf(problems);
  }

  /** By name. */
  public List<Account> all() {
    return List.copyOf(new TreeMap<>(byName).values());
  }

  public Optional<Account> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
