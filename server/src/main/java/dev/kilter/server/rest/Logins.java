package dev.kilter.server.rest;

import dev.kilter.model.store.AccountStore;
import dev.kilter.model.store.RoleTokens;
import dev.kilter.server.session.Sessions;
import java.security.SecureRandom;

/** What people and programs log in with; only a server has it. */
public record Logins(
    Sessions sessions, AccountStore accounts, RoleTokens roleTokens, SecureRandom random) {}
