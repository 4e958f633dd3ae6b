package dev.kilter.testkit.apiserver;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What the parts of one server share: objects, kinds, the clock, and a source of new names. */
final class Context {
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final long STEP = 0x9E3779B97F4A7C15L;

  final Storage storage;
  private final InstantSource clock;
  private Kinds kinds;
  private long drawn;

  Context(InstantSource clock, long drawn) {
    this.drawn = drawn;
    this.storage = new Storage();
    this.clock = clock;
    this.kinds = Kinds.NONE_DEFINED;
  }

  Context(Context other, InstantSource clock) {
    this.storage = new Storage(other.storage);
    this.clock = clock;
    this.kinds = other.kinds;
    this.drawn = other.drawn;
  }

  Kinds kinds() {
    return kinds;
  }

  /** Serves what the stored definitions say. */
  void definitionsChanged() {
    kinds =
        Kinds.with(
            storage
                .list(Kinds.DEFINITION.qualified(), "")
                .flatMap(definition -> Definitions.kinds(definition).stream())
                .toList());
  }

  String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  String newUid() {
    return new UUID((mixed() & ~0xF000L) | 0x4000L, (mixed() & 0x3FFFFFFFFFFFFFFFL) | 1L << 63)
        .toString();
  }

  /** The five letters behind a generateName. */
  String newSuffix() {
    long random = mixed();
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      suffix.append(LETTERS.charAt((int) Math.floorMod(random, (long) LETTERS.length())));
      random /= LETTERS.length();
    }
    return suffix.toString();
  }

  private long mixed() {
    drawn += STEP;
    long z = drawn;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
