package dev.kilter.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nothing that comes from outside ends the process, hangs it, deletes anything, tells a secret or
 * concerns another application than its own. {@code make hostile CASES=10000 FROM=1} runs more.
 */
@Tag("hostile")
class HostileInputTest {
  private static final int AT_ONCE = 12;

  private record Failed(long number, Trial trial, String why) {}

  @Test
  void hostileInputHarmsNobody() throws Exception {
    int cases = Integer.getInteger("hostile.cases", 1_000);
    long from = Long.getLong("hostile.from", 1);
    try (Logs logs = Logs.listen()) {
      List<Failed> failed = run(from, cases, logs);
      List<String> errors = logs.errors();
      for (Failed one : failed) {
        System.out.printf(
            "case %d failed: %s%n%s%n  again: make hostile FROM=%d CASES=1%n%n",
            one.number, one.trial, one.why, one.number);
      }
      errors.stream().distinct().forEach(error -> System.out.println("logged: " + error));
      System.out.printf("%d passed, %d failed%n", cases - failed.size(), failed.size());
      assertThat(failed.stream().map(one -> one.number + " " + one.trial)).isEmpty();
      assertThat(errors).isEmpty();
    }
  }

  private static List<Failed> run(long from, int cases, Logs logs)
      throws InterruptedException, ExecutionException {
    List<Failed> failed = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Optional<Failed>>> running =
          LongStream.range(from, from + cases)
              .mapToObj(number -> workers.submit(() -> run(number, logs)))
              .toList();
      for (Future<Optional<Failed>> one : running) {
        one.get().ifPresent(failed::add);
      }
    }
    return failed;
  }

  private static Optional<Failed> run(long number, Logs logs) {
    Trial trial = Trial.of(number);
    return trial.run(logs).map(why -> new Failed(number, trial, why));
  }
}
