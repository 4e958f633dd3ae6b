package dev.kilter.server.session;

import dev.kilter.server.session.Strikes.Strike;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * How often a password may be tried: so many failures in a window of time for an account, and for
 * an address. A try counts as failed from its beginning, so that many at once are no way around.
 * Where an account has logged in from before is counted apart, so that strangers cannot lock its
 * owner out. In memory: each process counts for itself, and anew after a restart.
 */
public final class LoginLimits {
  private static final int ADDRESSES_OF_AN_ACCOUNT = 16;
  private static final int NETWORK_BYTES = 8;

  private final Strikes accounts;
  private final Strikes addresses;
  private final Semaphore concurrent;
  private final InstantSource clock;
  private final Map<String, Set<String>> known = new HashMap<>();

  /** As Argo CD's defaults, with the same number for an address. */
  public record Rules(int failures, Duration window, int concurrent) {
    public static final Rules DEFAULTS = new Rules(5, Duration.ofMinutes(5), 50);
  }

  /** The clock must be one that nobody sets. */
  public LoginLimits(Rules rules, InstantSource clock, SecureRandom random) {
    accounts = new Strikes(rules.failures, rules.window, random);
    addresses = new Strikes(rules.failures, rules.window, random);
    concurrent = new Semaphore(rules.concurrent);
    this.clock = clock;
  }

  /** Whether a password may be looked at. */
  sealed interface Entry {
    record Admitted(Attempt attempt) implements Entry {}

    record TooMany(Duration retryAfter) implements Entry {}
  }

  /** One look at a password. It was a failure unless something else is said before it is closed. */
  final class Attempt implements AutoCloseable {
    private final String account;
    private final String address;
    private final Strike ofAccount;
    private final Optional<Strike> ofAddress;

    private Attempt(String account, String address, Strike ofAccount, Optional<Strike> ofAddress) {
      this.account = account;
      this.address = address;
      this.ofAccount = ofAccount;
      this.ofAddress = ofAddress;
    }

    /** The password was right and the login granted. */
    void succeeded() {
      accounts.forget(ofAccount);
      ofAddress.ifPresent(addresses::takeBack);
      remember(account, address);
    }

    /** The password was right, but there is another reason to refuse. */
    void right() {
      accounts.takeBack(ofAccount);
      ofAddress.ifPresent(addresses::takeBack);
    }

    @Override
    public void close() {
      concurrent.release();
    }
  }

  Entry enter(String account, String from) {
    if (!concurrent.tryAcquire()) {
      return new Entry.TooMany(Duration.ofSeconds(1));
    }
    Entry entry = counted(account, network(from), clock.instant());
    if (entry instanceof Entry.TooMany) {
      concurrent.release();
    }
    return entry;
  }

  private Entry counted(String account, String address, Instant now) {
    boolean stranger = !isKnown(account, address);
    String key = stranger ? account : account + '\0' + address;
    Optional<Strike> ofAddress = stranger ? addresses.take(address, now) : Optional.empty();
    if (stranger && ofAddress.isEmpty()) {
      return new Entry.TooMany(addresses.left(address, now));
    }
    Optional<Strike> ofAccount = accounts.take(key, now);
    if (ofAccount.isEmpty()) {
      ofAddress.ifPresent(addresses::takeBack);
      return new Entry.TooMany(accounts.left(key, now));
    }
    return new Entry.Admitted(new Attempt(account, address, ofAccount.get(), ofAddress));
  }

  private synchronized boolean isKnown(String account, String address) {
    return known.getOrDefault(account, Set.of()).contains(address);
  }

  private synchronized void remember(String account, String address) {
    Set<String> from = known.computeIfAbsent(account, _ -> new LinkedHashSet<>());
    from.remove(address);
    from.add(address);
    if (from.size() > ADDRESSES_OF_AN_ACCOUNT) {
      from.remove(from.iterator().next());
    }
  }

  /** Of IPv6 the network: whoever has one address there has all of them. */
  private static String network(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? java.util.HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES)
          : address;
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
