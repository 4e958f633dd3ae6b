package dev.kilter.testkit.mutation;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Something to switch off. */
class Gate {
  private int opened;

  static boolean closed(String name) {
    return name.startsWith("c");
  }

  boolean guarded(Object visitor) {
    return visitor instanceof String text && closed(text);
  }

  static Supplier<Boolean> later(String name) {
    return () -> closed(name);
  }

  static String longer(long ignored, String first, String second) {
    return first.length() > second.length() ? first : second;
  }

  void open(int times) {
    opened += times;
  }

  int opened() {
    return opened;
  }

  static List<String> read(String text) {
    if (text.isEmpty()) {
      throw new IllegalStateException("nothing to read");
    }
    return List.of(text);
  }

  static String readable(String text) {
    try {
      return read(text).getFirst();
    } catch (IllegalStateException e) {
      return "unreadable";
    }
  }

  static Optional<String> first(List<String> names) {
    return names.stream().findFirst();
  }

  static int twice(int number) {
    return number * 2;
  }

  static long twice(long number) {
    return number * 2;
  }
}
