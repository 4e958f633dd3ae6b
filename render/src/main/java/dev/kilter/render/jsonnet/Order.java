package dev.kilter.render.jsonnet;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import sjsonnet.Lazy;
import sjsonnet.Position;
import sjsonnet.Val;

/** How Jsonnet orders values: numbers, texts, and arrays element by element, each among its own. */
final class Order {
  private static final Comparator<Val> VALUES = Order::compare;

  private Order() {}

  /** The positions of the elements as they come in order; equal ones stay as they are. */
  static Val indices(Val.Arr values, Position position) {
    Val[] all = values.asStrictArray();
    return new Val.Arr(
        position,
        IntStream.range(0, all.length)
            .boxed()
            .sorted(Comparator.comparing(i -> all[i], VALUES))
            .map(i -> new Val.Num(position, i))
            .toArray(Lazy[]::new));
  }

  private static int compare(Val a, Val b) {
    return switch (a) {
      case Val.Num x when b instanceof Val.Num y -> Double.compare(x.value(), y.value());
      case Val.Str x when b instanceof Val.Str y -> compare(x.value(), y.value());
      case Val.Arr x when b instanceof Val.Arr y ->
          Arrays.compare(x.asStrictArray(), y.asStrictArray(), VALUES);
      default ->
          throw new IllegalArgumentException(
              "cannot order %s and %s".formatted(a.prettyName(), b.prettyName()));
    };
  }

  /** By code points, as UTF-8 orders them. */
  private static int compare(String a, String b) {
    return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }
}
