package dev.kilter.store.accounts;

import dev.kilter.model.access.Account;

/** Where argocd-secret keeps what belongs to an account. */
record AccountKeys(String password, String passwordMtime, String tokens) {
  static final String CONFIG = "argocd-cm";
  static final String SECRET = "argocd-secret";
  static final String SIGNING_KEY = "server.secretkey";

  static AccountKeys of(String account) {
    String prefix = account.equals(Account.ADMIN) ? Account.ADMIN : "accounts." + account;
    return new AccountKeys(prefix + ".password", prefix + ".passwordMtime", prefix + ".tokens");
  }
}
