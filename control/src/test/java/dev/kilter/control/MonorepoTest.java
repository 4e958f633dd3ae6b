package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.message.Command;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.SyncStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many applications in one repository: a commit costs those whose files it touches. */
class MonorepoTest {
  private static final int MANY = 12;
  private static final List<String> ALL = IntStream.range(0, MANY).mapToObj(i -> "a" + i).toList();
  private final World world = new World();

  @Test
  void aCommitCostsOnlyWhomItTouches() {
    begin();
    world.commit(Map.of("README", "concerns nobody"));
    world.push("main");
    world.pass();
    int written = world.applications.writes().size();
    world.commands.clear();

    String commit = world.commit(Map.of("a3/m.yaml", configMap("a3", "new")));
    world.push("main");

    assertThat(world.commands)
        .filteredOn(Command.FindChanges.class::isInstance)
        .as("what changed is asked once for all")
        .hasSize(1);
    assertThat(world.commands).filteredOn(Command.Render.class::isInstance).hasSize(1);
    assertThat(compared()).containsOnly("a3");
    assertThat(world.applications.writes().stream().skip(written))
        .containsExactly("begin a3", "state Succeeded a3");
    assertThat(ALL).allMatch(name -> world.snapshot(name).revisions().equals(List.of(commit)));
  }

  @Test
  void theRevisionsOfTheOthersFollowARowOfCommitsOnce() {
    begin();
    String last = "";
    for (int i = 0; i < 10; i++) {
      last = world.commit(Map.of("a3/m.yaml", configMap("a3", "v" + i)));
      world.push("main");
      world.pass(Duration.ofSeconds(2));
    }
    world.pass();

    assertThat(world.app("a5").status().sync().revisions()).containsExactly(last);
    assertThat(world.applications.writes()).filteredOn("status a5"::equals).hasSize(1);
  }

  /** Whatever was passed by, a new process that looks at everything finds nothing to say or do. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whoIsPassedByStandsWhereALookWouldLeaveIt(long seed) {
    Random random = new Random(seed);
    begin();
    for (int i = 0; i < 60; i++) {
      happens(random, i);
      world.pass(Duration.ofMillis(random.nextInt(20_000)));
    }
    world.pass(Duration.ofMinutes(10));
    Map<String, ApplicationStatus> before = statuses();
    assertThat(before.values())
        .allMatch(status -> status.sync().status().filter(SyncStatus.Synced::equals).isPresent());
    world.commands.clear();

    world.start().pass(Duration.ofMinutes(10));

    assertThat(world.commands).noneMatch(command -> command instanceof Command.Writing);
    assertThat(statuses()).isEqualTo(before);
  }

  private Set<String> compared() {
    return world.commands.stream()
        .flatMap(command ->
            command instanceof Command.Compare(var ticket, _)
                ? Stream.of(ticket.application().name())
                : Stream.empty())
        .collect(Collectors.toSet());
  }

  private void happens(Random random, int step) {
    String name = ALL.get(random.nextInt(MANY));
    switch (random.nextInt(7)) {
      case 0 ->
          world.cluster.edit(World.configMap(name), live -> live.with("x" + step, "data", "key"));
      case 1 ->
          world.applications.put(
              application(name)
                  .automated(true, true)
                  .path(random.nextBoolean() ? name : "other-" + name)
                  .build());
      case 2 -> world.commit(Map.of("README", "step " + step));
      case 3 -> world.commit(Map.of("other-" + name + "/m.yaml", configMap(name, "other" + step)));
      default -> world.commit(Map.of(name + "/m.yaml", configMap(name, "step" + step)));
    }
    if (random.nextBoolean()) {
      world.push("main");
    }
  }

  private void begin() {
    Map<String, String> files = new TreeMap<>();
    for (String name : ALL) {
      files.put(name + "/m.yaml", configMap(name, "1"));
      files.put("other-" + name + "/m.yaml", configMap(name, "other"));
      world.applications.put(application(name).automated(true, true).path(name).build());
    }
    world.commit(files);
    world.start().pass();
    assertThat(ALL).allMatch(name -> world.sync(name) == SyncStatus.Synced);
  }

  private Map<String, ApplicationStatus> statuses() {
    Map<String, ApplicationStatus> statuses = new TreeMap<>();
    ALL.forEach(name -> statuses.put(name, world.app(name).status()));
    return statuses;
  }
}
