package dev.kilter.git.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What was used last, so many and no more than weighs so much; the newest stays in any case. */
public final class Recent<K, V> {
  private final int mostEntries;
  private final long mostWeight;
  private final ToLongFunction<V> weight;
  private final Map<K, Weighed<V>> entries = new LinkedHashMap<>(32, 0.75f, true);
  private long total;

  private record Weighed<V>(V value, long weight) {}

  public Recent(int mostEntries, long mostWeight, ToLongFunction<V> weight) {
    this.mostEntries = mostEntries;
    this.mostWeight = mostWeight;
    this.weight = weight;
  }

  public synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key)).map(Weighed::value);
  }

  /** What is there, else what is made now. */
  public synchronized V get(K key, Supplier<V> made) {
    return get(key)
        .orElseGet(() -> {
          V value = made.get();
          put(key, value);
          return value;
        });
  }

  /** Also weighs anew what is there already. */
  public synchronized void put(K key, V value) {
    Weighed<V> added = new Weighed<>(value, weight.applyAsLong(value));
    Weighed<V> before = entries.put(key, added);
    total += added.weight() - (before == null ? 0 : before.weight());
    Iterator<Weighed<V>> oldest = entries.values().iterator();
    while (entries.size() > 1 && (entries.size() > mostEntries || total > mostWeight)) {
      total -= oldest.next().weight();
      oldest.remove();
    }
  }
}
