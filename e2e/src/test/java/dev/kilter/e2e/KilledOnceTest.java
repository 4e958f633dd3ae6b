package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.e2e.KillingProxy.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * In a sync, a prune, a deletion and a rollback the controller is killed once, when the first
 * request for an object has been carried out and the reply is lost. {@link KilledProcessTest} kills
 * it everywhere else.
 */
class KilledOnceTest {
  private static final ExecutorService LANES = Executors.newVirtualThreadPerTaskExecutor();
  @TempDir private static Path folder;

  @AfterAll
  static void close() {
    LANES.shutdownNow();
  }

  @TestFactory
  Stream<DynamicTest> endsTheSame() {
    return Stream.of(Story.values())
        .map(story -> DynamicTest.dynamicTest(story.name(), LANES.submit(() -> play(story))::get))
        .toList()
        .stream();
  }

  private static boolean play(Story story) throws IOException {
    try (Lane lane = new Lane(story, Files.createDirectories(folder.resolve(story.name())))) {
      KillPoint point =
          lane.record().stream()
              .filter(each -> each.moment() == Moment.AFTER && !each.saves())
              .findFirst()
              .orElseThrow();
      assertThat(lane.dieAt(point)).describedAs(point.toString()).isTrue();
      lane.assertEndings();
      return true;
    }
  }
}
