package dev.kilter.store.accounts;

import dev.kilter.model.access.Account;
import dev.kilter.model.store.AccountStore;
import dev.kilter.store.requests.Resources;
import dev.kilter.testkit.apiserver.ApiServer;
import dev.kilter.testkit.contract.AccountStoreContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

class AccountsOnModelServerTest extends AccountStoreContract {
  @Override
  protected AccountStore holding(List<Account> accounts) {
    Resources resources =
        new Resources(
            new ApiServer(
                "https://model", InstantSource.fixed(Instant.parse("2026-11-28T10:00:00Z"))));
    new Written(resources, "default").accounts(accounts);
    return new KubernetesAccountStore(resources, "default");
  }
}
