package dev.kilter.testkit.store;

import dev.kilter.model.access.Account;
import dev.kilter.model.store.AccountStore;
import dev.kilter.testkit.contract.AccountStoreContract;
import java.util.List;

class InMemoryAccountsTest extends AccountStoreContract {
  @Override
  protected AccountStore holding(List<Account> accounts) {
    InMemoryAccounts store = new InMemoryAccounts();
    accounts.forEach(store::put);
    return store;
  }
}
