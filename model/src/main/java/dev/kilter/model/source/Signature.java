package dev.kilter.model.source;

/**
 * What a signature of Git is worth by itself, without asking whom anyone trusts: whether it holds
 * for exactly these bytes, and which key made it.
 */
public sealed interface Signature {
  /** There is none. */
  record Unsigned() implements Signature {}

  /** Made by an OpenPGP key; {@code keyId} is that of the key or subkey, 16 digits in capitals. */
  record OpenPgp(Verdict verdict, String keyId) implements Signature {}

  /**
   * Made by an SSH key for the namespace {@code git}; {@code publicKey} as in an authorized_keys
   * file, {@code ssh-ed25519 AAAA…}, {@code fingerprint} as people know it, {@code SHA256:…}.
   */
  record Ssh(Verdict verdict, String publicKey, String fingerprint) implements Signature {}

  /** There is something, which proves nothing; {@code why} says in a few words what. */
  record Unusable(String why) implements Signature {}

  /** In the words of Argo CD (util/git, GPGVerificationResult). */
  enum Verdict {
    GOOD("signed"),
    BAD("bad signature"),
    EXPIRED_SIGNATURE("expired signature"),
    EXPIRED_KEY("signed with expired key"),
    REVOKED_KEY("signed with revoked key"),
    UNKNOWN_KEY("signed with key not in keyring");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
