package dev.kilter.model.access;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A local account, as argocd-cm and argocd-secret describe it. Prints without its password.
 *
 * @param passwordHash by bcrypt; empty where no password is set
 * @param passwordMtime when the password was changed: what was issued before counts no more
 */
public record Account(
    String name,
    boolean enabled,
    Set<Capability> capabilities,
    String passwordHash,
    Optional<Instant> passwordMtime,
    List<Token> tokens) {
  /** The account that is there without being configured. */
  public static final String ADMIN = "admin";

  public Account {
    capabilities = capabilities.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(capabilities));
    tokens = List.copyOf(tokens);
  }

  public boolean can(Capability capability) {
    return capabilities.contains(capability);
  }

  public Optional<Token> token(String id) {
    return tokens.stream().filter(token -> token.id().equals(id)).findFirst();
  }

  @Override
  public String toString() {
    return "Account[" + name + ", enabled=" + enabled + ", " + capabilities + "]";
  }

  /** What an account may be used for. */
  public enum Capability {
    /** Logging in with a password. */
    LOGIN("login"),
    /** Having tokens for programs. */
    API_KEY("apiKey");

    private final String word;

    Capability(String word) {
      this.word = word;
    }

    /** Argo CD's name. */
    public String word() {
      return word;
    }

    public static Optional<Capability> ofWord(String word) {
      return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
  }

  /** A token that was issued, without itself: who holds it is believed while it is listed. */
  public record Token(String id, Instant issuedAt, Optional<Instant> expiresAt) {}
}
