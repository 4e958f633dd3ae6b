package dev.kilter.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.sandbox.node.ContainerSpec.Kind;
import dev.kilter.sandbox.node.ContainerSpec.Restart;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void endsACrashWithItsReason() {
    var crash = lines("shop:crash", START.plusMillis(600));
    assertThat(print(crash, START.plusSeconds(60)))
        .isEqualTo(
            """
            00.000 starting app, image shop:crash
            00.120 configuration loaded
            00.240 error: cannot connect to db:5432: connection refused
            00.360 fatal: giving up, exit code 1\
            """);
    assertThat(crash.goesOn(START.plusSeconds(60))).isFalse();
  }

  @Test
  void printsALineASecondWhileItServes() {
    var serving = lines("shop:1", Instant.MAX);
    assertThat(print(serving, START.plusSeconds(3)))
        .isEqualTo(
            """
            00.000 starting app, image shop:1
            00.120 configuration loaded
            00.240 listening on :8080
            01.360 GET /cart 200 10ms
            02.360 GET /healthz 200 17ms\
            """);
  }

  @Test
  void printsManyLinesWhereTheImageIsChatty() {
    var chatty = lines("shop:chatty", Instant.MAX);
    assertThat(chatty.count(START.plusSeconds(26))).isGreaterThan(100_000);
    assertThat(chatty.line(100_000).text()).startsWith("GET ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop:1", "shop:crash", "shop:notready", "shop:chatty"})
  void neverCountsALineThatIsStillToCome(String image) {
    var lines = lines(image, Instant.MAX);
    for (int millis = 0; millis < 20_000; millis += 7) {
      var now = START.plusMillis(millis);
      int count = lines.count(now);
      assertThat(lines.line(count - 1).at()).isBeforeOrEqualTo(now);
      assertThat(lines.count(now.plusMillis(7))).isGreaterThanOrEqualTo(count);
    }
  }

  private static LogLines lines(String image, Instant end) {
    var behaviour = Behaviour.of(image, false, 1);
    var container = new ContainerSpec("app", image, Kind.MAIN, Restart.ALWAYS, behaviour);
    return new LogLines(container, START, end);
  }

  private static String print(LogLines lines, Instant now) {
    return IntStream.range(0, lines.count(now))
        .mapToObj(lines::line)
        .map(line -> line.at().plusNanos(1).toString().substring(17, 23) + " " + line.text())
        .collect(Collectors.joining("\n"));
  }
}
