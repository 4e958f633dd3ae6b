package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The controller is killed at every request of a sync, a prune, a deletion and a rollback that
 * changes something: before it reaches the API server, and when it has been carried out and the
 * reply is lost. Another process ends the story in the same way: nothing twice, nothing forgotten.
 */
@Tag("killed")
class KilledProcessTest {
  private static final ExecutorService LANES = Executors.newVirtualThreadPerTaskExecutor();
  private static final List<Lane> OPEN = new ArrayList<>();
  @TempDir private static Path folder;

  /** A lane, and how each of its points came out. */
  private record Played(Lane lane, List<KillPoint> points, List<FutureTask<Boolean>> deaths) {}

  @AfterAll
  static void close() {
    LANES.shutdownNow();
    OPEN.forEach(Lane::close);
  }

  @TestFactory
  Stream<DynamicNode> endsTheSameWhereverItIsKilled() {
    List<Future<Played>> lanes =
        Stream.of(Story.values()).map(story -> LANES.submit(() -> play(story))).toList();
    List<Played> played = lanes.stream().map(KilledProcessTest::result).toList();
    return Stream.concat(
        played.stream().map(KilledProcessTest::tests),
        Stream.of(
            dynamicTest(
                "at fifty points at least",
                () ->
                    assertThat(
                            played.stream()
                                .flatMap(each -> each.deaths().stream())
                                .filter(KilledProcessTest::result))
                        .hasSizeGreaterThanOrEqualTo(50))));
  }

  private static Played play(Story story) throws IOException {
    Lane lane = new Lane(story, Files.createDirectories(folder.resolve(story.name())));
    synchronized (OPEN) {
      OPEN.add(lane);
    }
    List<KillPoint> points = lane.record();
    List<FutureTask<Boolean>> deaths =
        points.stream().map(point -> new FutureTask<>(() -> lane.dieAt(point))).toList();
    LANES.execute(() -> deaths.forEach(FutureTask::run));
    return new Played(lane, points, deaths);
  }

  private static DynamicNode tests(Played played) {
    List<DynamicNode> tests = new ArrayList<>();
    for (int i = 0; i < played.points().size(); i++) {
      Future<Boolean> death = played.deaths().get(i);
      tests.add(dynamicTest(played.points().get(i).toString(), () -> result(death)));
    }
    tests.add(dynamicTest("and nothing comes later", played.lane()::assertEndings));
    return dynamicContainer(played.lane().toString(), tests);
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(String.valueOf(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
