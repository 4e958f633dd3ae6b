package dev.kilter.model.store;

import dev.kilter.model.access.Account;
import dev.kilter.model.access.Accounts;
import dev.kilter.model.failure.Result;
import java.time.Instant;

/**
 * Port to the local accounts in argocd-cm and argocd-secret; hot-reloaded. Writers touch only the
 * entries of the account that they name, if the Secret is still as it was read. Failures: NotFound,
 * Conflict, Refused, ClusterUnreachable. Own writes count at once.
 */
public interface AccountStore {
  /** The snapshot in force. */
  Accounts current();

  /** Conflict where the account has another password by now than when it was read. */
  Result<Void> changePassword(Account read, String hash, Instant at);

  /** Conflict where the account has a token of this id. */
  Result<Void> addToken(String name, Account.Token token);

  /** NotFound where the account has no such token. */
  Result<Void> removeToken(String name, String id);
}
