package dev.kilter.testkit.store;

import dev.kilter.model.access.Account;
import dev.kilter.model.access.Account.Token;
import dev.kilter.model.access.Accounts;
import dev.kilter.model.access.LoginRules;
import dev.kilter.model.access.SigningKey;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.store.AccountStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Accounts in memory, with a key. */
public final class InMemoryAccounts implements AccountStore {
  private Accounts current =
      new Accounts(
          Map.of(),
          Optional.of(
              new SigningKey("a key of the tests, 32 bytes long".getBytes(StandardCharsets.UTF_8))),
          LoginRules.DEFAULTS,
          List.of());

  public synchronized void put(Account account) {
    Map<String, Account> next = new HashMap<>(current.byName());
    next.put(account.name(), account);
    current = new Accounts(next, current.key(), current.rules(), List.of());
  }

  public synchronized void remove(String name) {
    Map<String, Account> next = new HashMap<>(current.byName());
    next.remove(name);
    current = new Accounts(next, current.key(), current.rules(), List.of());
  }

  public synchronized void rules(LoginRules rules) {
    current = new Accounts(current.byName(), current.key(), rules, List.of());
  }

  public synchronized void key(Optional<SigningKey> key) {
    current = new Accounts(current.byName(), key, current.rules(), List.of());
  }

  @Override
  public synchronized Accounts current() {
    return current;
  }

  @Override
  public Result<Void> changePassword(Account read, String hash, Instant at) {
    return edit(
        read.name(),
        account ->
            account.passwordHash().equals(read.passwordHash())
                ? Result.success(
                    new Account(
                        account.name(),
                        account.enabled(),
                        account.capabilities(),
                        hash,
                        Optional.of(at),
                        account.tokens()))
                : Result.failed(new Failure.Conflict("The password was changed meanwhile.")));
  }

  @Override
  public Result<Void> addToken(String name, Token token) {
    return edit(
        name,
        account -> {
          List<Token> more = new ArrayList<>(account.tokens());
          more.add(token);
          return account.token(token.id()).isPresent()
              ? Result.failed(new Failure.Conflict("There is a token " + token.id() + " already."))
              : Result.success(with(account, more));
        });
  }

  @Override
  public Result<Void> removeToken(String name, String id) {
    return edit(
        name,
        account ->
            account.token(id).isEmpty()
                ? Result.failed(new Failure.NotFound("There is no token " + id + "."))
                : Result.success(
                    with(
                        account,
                        account.tokens().stream()
                            .filter(token -> !token.id().equals(id))
                            .toList())));
  }

  private static Account with(Account account, List<Token> tokens) {
    return new Account(
        account.name(),
        account.enabled(),
        account.capabilities(),
        account.passwordHash(),
        account.passwordMtime(),
        tokens);
  }

  private synchronized Result<Void> edit(String name, Function<Account, Result<Account>> change) {
    Account account = current.byName().get(name);
    return account == null
        ? Result.failed(new Failure.NotFound("There is no account " + name + "."))
        : change
            .apply(account)
            .then(next -> {
              put(next);
              return Result.done();
            });
  }
}
