package dev.kilter.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.access.Account;
import dev.kilter.model.access.Account.Capability;
import dev.kilter.model.access.Account.Token;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.store.AccountStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AccountStore} does. */
public abstract class AccountStoreContract {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
  private static final Token FIRST = new Token("first", LONG_AGO, Optional.empty());
  private static final Token SECOND = new Token("second", NOW, Optional.of(NOW.plusSeconds(3600)));

  private AccountStore store;

  /** A store that holds these accounts. */
  protected abstract AccountStore holding(List<Account> accounts);

  @BeforeEach
  void makeTheStore() {
    store =
        holding(
            List.of(
                new Account(
                    "admin",
                    true,
                    Set.of(Capability.LOGIN),
                    "$2a$10$admin",
                    Optional.of(LONG_AGO),
                    List.of()),
                new Account(
                    "ci", true, Set.of(Capability.API_KEY), "", Optional.empty(), List.of(FIRST)),
                new Account(
                    "ana",
                    false,
                    Set.of(Capability.LOGIN, Capability.API_KEY),
                    "$2a$10$ana",
                    Optional.empty(),
                    List.of())));
  }

  @Test
  void tellsWhoThereIs() {
    assertThat(store.current().all())
        .extracting(Account::name, Account::enabled, Account::capabilities, Account::tokens)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("admin", true, Set.of(Capability.LOGIN), List.of()),
            org.assertj.core.groups.Tuple.tuple(
                "ana", false, Set.of(Capability.LOGIN, Capability.API_KEY), List.of()),
            org.assertj.core.groups.Tuple.tuple(
                "ci", true, Set.of(Capability.API_KEY), List.of(FIRST)));
    assertThat(account("admin").passwordMtime()).contains(LONG_AGO);
    assertThat(store.current().find("nobody")).isEmpty();
  }

  @Test
  void changesAPasswordOnlyOfTheOneThatWasRead() {
    Account read = account("admin");

    assertThat(store.changePassword(read, "$2a$10$next", NOW)).isEqualTo(Result.done());

    assertThat(account("admin").passwordHash()).isEqualTo("$2a$10$next");
    assertThat(account("admin").passwordMtime()).contains(NOW);
    assertThat(account("ana").passwordHash()).isEqualTo("$2a$10$ana");
    assertThat(failure(store.changePassword(read, "$2a$10$other", NOW)))
        .isInstanceOf(Failure.Conflict.class);
    assertThat(account("admin").passwordHash()).isEqualTo("$2a$10$next");
  }

  @Test
  void listsTokens() {
    assertThat(store.addToken("ci", SECOND)).isEqualTo(Result.done());
    assertThat(account("ci").tokens()).containsExactly(FIRST, SECOND);

    assertThat(failure(store.addToken("ci", SECOND))).isInstanceOf(Failure.Conflict.class);
    assertThat(store.removeToken("ci", "first")).isEqualTo(Result.done());
    assertThat(account("ci").tokens()).containsExactly(SECOND);
    assertThat(failure(store.removeToken("ci", "first"))).isInstanceOf(Failure.NotFound.class);

    assertThat(store.removeToken("ci", "second")).isEqualTo(Result.done());
    assertThat(account("ci").tokens()).isEmpty();
  }

  @Test
  void makesNoAccount() {
    assertThat(failure(store.addToken("nobody", FIRST))).isInstanceOf(Failure.NotFound.class);
    assertThat(store.current().all()).hasSize(3);
  }

  @Test
  void printsNoPassword() {
    assertThat(store.current().toString()).doesNotContain("$2a$").contains("ana");
  }

  private Account account(String name) {
    return store.current().find(name).orElseThrow();
  }

  private static Failure failure(Result<Void> result) {
    return switch (result) {
      case Result.Success<Void> _ -> throw new AssertionError("succeeded");
      case Result.Failed<Void>(var failure) -> failure;
    };
  }
}
