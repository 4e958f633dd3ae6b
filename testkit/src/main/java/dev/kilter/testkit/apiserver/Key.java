package dev.kilter.testkit.apiserver;

import java.util.Comparator;

/** An object's key in the storage, in the order of lists. */
record Key(String resource, String namespace, String name) implements Comparable<Key> {
  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::resource).thenComparing(Key::namespace).thenComparing(Key::name);

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }
}
