package dev.kilter.git.signature;

import java.util.Map;
import java.util.function.Supplier;

/** The keyring as its entries are now; made anew only where they changed. */
public final class Keyrings {
  private final Supplier<Map<String, String>> entries;
  private volatile Made last = new Made(Map.of(), OpenPgpKeyring.of(Map.of()));

  private record Made(Map<String, String> from, OpenPgpKeyring keyring) {}

  public Keyrings(Supplier<Map<String, String>> entries) {
    this.entries = entries;
  }

  public OpenPgpKeyring now() {
    Map<String, String> from = entries.get();
    Made made = last;
    if (!made.from().equals(from)) {
      made = new Made(Map.copyOf(from), OpenPgpKeyring.of(from));
      last = made;
    }
    return made.keyring();
  }
}
