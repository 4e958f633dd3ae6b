package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.source.PushEvent;
import dev.kilter.testkit.application.ApplicationBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random applications over three repositories, whose sources name each other's files. */
class MultiSourceStoriesTest {
  private static final List<String> REPOSITORIES =
      List.of(World.REPO, "https://git.example/values", "https://git.example/more");
  private static final List<String> ALL = IntStream.range(0, 6).mapToObj(i -> "a" + i).toList();

  private final World world = new World();
  private final Map<String, Map<String, String>> files = new HashMap<>();

  /**
   * What was kept, moved along and rendered anew on the way is what a new process finds that looks
   * at everything; and it is what the files say.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whatIsHeldIsWhatAFreshLookFinds(long seed) {
    Random random = new Random(seed);
    begin(random);
    for (int i = 0; i < 60; i++) {
      happens(random, i);
      world.pass(Duration.ofMillis(random.nextInt(20_000)));
    }
    world.pass(Duration.ofMinutes(10));
    Map<String, ApplicationStatus> before = statuses();
    for (String name : ALL) {
      asTheFilesSay(name);
    }
    world.commands.clear();

    world.start().pass(Duration.ofMinutes(10));

    assertThat(world.commands).noneMatch(command -> command instanceof Command.Writing);
    assertThat(statuses()).isEqualTo(before);
  }

  private void happens(Random random, int step) {
    String name = ALL.get(random.nextInt(ALL.size()));
    String url = REPOSITORIES.get(random.nextInt(REPOSITORIES.size()));
    switch (random.nextInt(8)) {
      case 0 -> world.applications.put(any(name, random));
      case 1 -> commit(url, Map.of("README", "step " + step));
      case 2 -> commit(url, Map.of("values/" + name + ".yaml", ""));
      case 3 -> commit(url, Map.of(name + "/m.yaml", configMap(name, "step" + step)));
      default ->
          commit(url, Map.of("values/" + name + ".yaml", configMap(name + "-v", "step" + step)));
    }
    if (random.nextBoolean()) {
      world.tell(
          new Event.Pushed(
              new PushEvent(List.of(url), "refs/heads/main", "", "", List.of(), false, true)));
    }
  }

  /** Its own folder; value files of up to two others, one of which may bring manifests, too. */
  private static Application any(String name, Random random) {
    ApplicationBuilder builder =
        application(name).automated(true, true).repo(REPOSITORIES.getFirst());
    String first = REPOSITORIES.get(random.nextInt(REPOSITORIES.size()));
    builder.alsoReferring(first, "one", random.nextBoolean() ? "shared" : "");
    if (random.nextBoolean()) {
      builder.alsoReferring(REPOSITORIES.get(random.nextInt(REPOSITORIES.size())), "two", "");
    }
    return switch (random.nextInt(3)) {
      case 0 -> builder.values("$one/values/" + name + ".yaml").build();
      case 1 -> builder.values("$one/values/" + name + ".yaml", "$one/values/none.yaml").build();
      default -> builder.build();
    };
  }

  private void begin(Random random) {
    for (String url : REPOSITORIES) {
      Map<String, String> all = new TreeMap<>();
      all.put("shared/readme.txt", "no manifest");
      for (String name : ALL) {
        all.put(name + "/m.yaml", configMap(name, "1"));
        all.put("values/" + name + ".yaml", configMap(name + "-v", "1"));
      }
      commit(url, all);
    }
    ALL.forEach(name -> world.applications.put(any(name, random)));
    world.start().pass();
  }

  private void commit(String url, Map<String, String> changes) {
    world.git.commit(url, "main", changes);
    Map<String, String> known = files.computeIfAbsent(url, _ -> new TreeMap<>());
    changes.forEach((path, text) -> {
      if (text.isEmpty()) {
        known.remove(path);
      } else {
        known.put(path, text);
      }
    });
  }

  private void asTheFilesSay(String name) {
    Application application = world.app(name);
    var sources = application.spec().sources();
    boolean refers = !sources.getFirst().references().isEmpty();
    String values =
        files.getOrDefault(sources.get(1).repoUrl(), Map.of()).getOrDefault(path(name), "");
    if (refers && !values.isEmpty()) {
      assertThat(values).as(name).contains("\"" + live(name + "-v") + "\"");
    } else {
      assertThat(live(name + "-v")).as(name).isEmpty();
    }
    assertThat(files.getOrDefault(World.REPO, Map.of()).get(name + "/m.yaml"))
        .contains("\"" + live(name) + "\"");
    assertThat(application.status().sync().revisions()).hasSameSizeAs(sources);
  }

  private static String path(String name) {
    return "values/" + name + ".yaml";
  }

  private String live(String name) {
    return world.live(World.configMap(name)).flatMap(live -> live.text("data", "key")).orElse("");
  }

  private Map<String, ApplicationStatus> statuses() {
    Map<String, ApplicationStatus> statuses = new TreeMap<>();
    ALL.forEach(name -> statuses.put(name, world.app(name).status()));
    return statuses;
  }
}
