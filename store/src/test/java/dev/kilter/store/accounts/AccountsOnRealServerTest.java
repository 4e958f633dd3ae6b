package dev.kilter.store.accounts;

import dev.kilter.model.access.Account;
import dev.kilter.model.store.AccountStore;
import dev.kilter.store.testing.Plane;
import dev.kilter.testkit.contract.AccountStoreContract;
import java.util.List;

class AccountsOnRealServerTest extends AccountStoreContract {
  @Override
  protected AccountStore holding(List<Account> accounts) {
    String namespace = Plane.freshNamespace();
    new Written(Plane.resources(), namespace).accounts(accounts);
    return new KubernetesAccountStore(Plane.resources(), namespace);
  }
}
