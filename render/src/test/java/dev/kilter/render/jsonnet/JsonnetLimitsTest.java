package dev.kilter.render.jsonnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.testkit.source.MemoryTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a program may use, and what it says where it wants more. */
class JsonnetLimitsTest {
  private static final JsonnetLimits WIDE =
      new JsonnetLimits(Duration.ofMinutes(10), 4L << 30, 16L << 20, 1 << 20);

  @Test
  void time() {
    refused(
        "std.foldl(function(a, i) std.foldl(function(b, j) b + 1, std.range(1, 1e6), a), std.range(1, 1e6), 0)",
        new JsonnetLimits(Duration.ofMillis(50), 1L << 50, 16L << 20, 1 << 20),
        "was not done after 0 s");
  }

  @Test
  void memory() {
    refused(
        "std.foldl(function(s, i) s + s, std.range(1, 30), 'ab')",
        new JsonnetLimits(WIDE.time(), 64L << 20, WIDE.stack(), WIDE.output()),
        "needs more than 64 MiB of memory");
  }

  @Test
  void stack() {
    refused(
        "local f(x) = 1 + f(x + 1); f(0)",
        new JsonnetLimits(WIDE.time(), WIDE.allocated(), 1L << 20, WIDE.output()),
        "calls itself too deeply");
  }

  @Test
  void output() {
    refused(
        "std.repeat('x', 1000)",
        new JsonnetLimits(WIDE.time(), WIDE.allocated(), WIDE.stack(), 100),
        "writes more than 100 characters");
  }

  @Test
  void deepButEndingRecursionIsFine() {
    assertThat(
            program(
                "local f(x) = if x == 0 then 0 else 1 + f(x - 1); f(5000)", JsonnetLimits.DEFAULT))
        .isEqualTo("5000");
  }

  private static void refused(String program, JsonnetLimits limits, String words) {
    assertThatThrownBy(() -> program(program, limits)).hasMessageContaining(words);
  }

  private static String program(String program, JsonnetLimits limits) {
    return new JsonnetProgram(
            MemoryTree.of(Map.of("a.jsonnet", program)),
            new JsonnetVariables(Map.of(), Map.of(), List.of("")),
            limits)
        .json("a.jsonnet");
  }
}
