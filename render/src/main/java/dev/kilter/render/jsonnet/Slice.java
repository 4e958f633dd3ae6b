package dev.kilter.render.jsonnet;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sjsonnet.Lazy;
import sjsonnet.Position;
import sjsonnet.Val;

/**
 * A part of an array or a text, as {@code std.slice} of today's Jsonnet takes it: bounds below zero
 * count from the end, which the interpreter passes over.
 */
final class Slice {
  private Slice() {}

  static Val of(Val from, @Nullable Val start, @Nullable Val end, @Nullable Val step, Position at) {
    return switch (from) {
      case Val.Arr array ->
          new Val.Arr(
              at,
              indices(array.length(), start, end, step)
                  .mapToObj(array::asLazy)
                  .toArray(Lazy[]::new));
      case Val.Str text ->
          new Val.Str(at, text(text.value().codePoints().toArray(), start, end, step));
      default ->
          throw new IllegalArgumentException(
              "only arrays and strings have slices, not " + from.prettyName());
    };
  }

  private static String text(
      int[] codePoints, @Nullable Val start, @Nullable Val end, @Nullable Val step) {
    int[] kept = indices(codePoints.length, start, end, step).map(i -> codePoints[i]).toArray();
    return new String(kept, 0, kept.length);
  }

  private static IntStream indices(
      int length, @Nullable Val start, @Nullable Val end, @Nullable Val step) {
    int stride = number(step, 1, n -> n);
    if (stride < 1) {
      throw new IllegalArgumentException("the step of a slice must be greater than 0");
    }
    int first = number(start, 0, n -> n < 0 ? Math.max(0, n + length) : n);
    int last = number(end, length, n -> n < 0 ? n + length : Math.min(n, length));
    return first < last
        ? IntStream.iterate(first, i -> i < last && i >= first, i -> i + stride)
        : IntStream.empty();
  }

  private static int number(@Nullable Val value, int otherwise, IntFunction<Integer> bound) {
    return switch (value) {
      case null -> otherwise;
      case Val.Null _ -> otherwise;
      case Val.Num n when n.value() == Math.rint(n.value()) -> bound.apply((int) n.value());
      default ->
          throw new IllegalArgumentException("the bounds and the step of a slice are integers");
    };
  }
}
