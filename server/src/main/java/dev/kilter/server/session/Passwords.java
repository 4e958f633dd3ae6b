package dev.kilter.server.session;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Hashes of passwords by bcrypt, as Argo CD stores them. Slow by intent: 60 ms at cost 10. */
public final class Passwords {
  /** Go's default. */
  static final int COST = 10;

  /** What bcrypt looks at; Argo CD makes no hash of a longer one. */
  static final int MAX_BYTES = 72;

  private static final int MIN_COST = 4;
  private static final int MAX_COST = 16;
  private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");
  private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;
  private static final BCrypt.Verifyer VERIFIER =
      BCrypt.verifyer(VERSION, LongPasswordStrategies.truncate(VERSION));

  private Passwords() {}

  /** {@code $2a$}, {@code $2b$} and {@code $2y$}; anything else is the hash of no password. */
  static boolean matches(String password, String hash) {
    return cost(hash) > 0
        && VERIFIER.verify(
                password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8))
            .verified;
  }

  /** Whether a hash can be made of it. */
  public static boolean isShortEnough(String password) {
    return password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  /** Of a password that {@link #isShortEnough}. */
  public static String hash(String password, SecureRandom random) {
    return hash(password, COST, random);
  }

  static String hash(String password, int cost, SecureRandom random) {
    return new String(
        BCrypt.with(VERSION, random, LongPasswordStrategies.strict(VERSION))
            .hash(cost, password.getBytes(StandardCharsets.UTF_8)),
        StandardCharsets.UTF_8);
  }

  /** What a hash costs to look at; 0 where it is none, or one that takes longer than seconds. */
  static int cost(String hash) {
    int cost = FORM.matcher(hash).matches() ? Integer.parseInt(hash.substring(4, 6)) : 0;
    return cost >= MIN_COST && cost <= MAX_COST ? cost : 0;
  }
}
