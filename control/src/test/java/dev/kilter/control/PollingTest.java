package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.message.Command;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How often repositories are asked, where no webhook tells. */
class PollingTest {
  private static final int MANY = 20;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration JITTER = Duration.ofMinutes(1);
  private final World world = new World();

  /** Every repository is asked within timeout and jitter, and not all of them at once. */
  @Test
  void looksAreSpreadOverTheJitter() {
    for (int i = 0; i < MANY; i++) {
      String repository = "https://git.example/" + i;
      world.git.commit(repository, "main", Map.of("web/a.yaml", configMap("a" + i, "1")));
      world.applications.put(application("web-" + i).repo(repository).path("web").build());
    }
    world.start().settle();

    Map<String, Instant> first = nextLooks(world.now);
    assertThat(first).hasSize(MANY);
    assertThat(new HashSet<>(first.values())).hasSizeGreaterThan(MANY / 2);
  }

  /** The revision follows soon after the last commit, however often the repository is asked. */
  @Test
  void askingOftenDoesNotKeepTheRevisionBack() {
    world.settings.put(every(world.settings.current(), Duration.ofSeconds(5)));
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();

    String unrelated = world.commit(Map.of("other/b.yaml", configMap("b", "1")));
    world.pass(Duration.ofSeconds(20));
    assertThat(world.app("web").status().sync().revisions()).containsExactly(unrelated);
  }

  /** {@code timeout.reconciliation: 0}: nobody is asked, and who tells or asks is heard. */
  @Test
  void withoutATimeoutOnlyWebhooksAndRefreshesLook() {
    world.settings.put(every(world.settings.current(), Duration.ZERO));
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    assertThat(value()).isEqualTo("1");

    world.commit(Map.of("web/a.yaml", configMap("a", "2")));
    world.commands.clear();
    world.pass(Duration.ofDays(2));
    assertThat(world.commands).noneMatch(Command.ResolveRevision.class::isInstance);
    assertThat(value()).isEqualTo("1");

    world.push("main");
    world.pass();
    assertThat(value()).isEqualTo("2");

    world.commit(Map.of("web/a.yaml", configMap("a", "3")));
    for (String level : List.of("normal", "hard")) {
      world.applications.annotate(World.id("web"), Map.of(Annotations.REFRESH, Optional.of(level)));
      world.pass();
      assertThat(value()).as(level).isEqualTo(level.equals("normal") ? "3" : "4");
      world.commit(Map.of("web/a.yaml", configMap("a", "4")));
    }

    world.cluster.edit(World.configMap("a"), live -> live.with("by hand", "data", "key"));
    world.pass();
    assertThat(value()).as("drift is heard of, not looked for").isEqualTo("4");
  }

  private String value() {
    return world.live(World.configMap("a")).orElseThrow().text("data", "key").orElseThrow();
  }

  private static Settings every(Settings all, Duration timeout) {
    return new Settings(
        all.tracking(),
        new Settings.Reconciliation(
            timeout, Duration.ZERO, Duration.ZERO, all.reconciliation().repoErrorGrace()),
        all.sync(),
        all.resources(),
        all.comparison(),
        all.sources(),
        all.telemetry(),
        all.inClusterEnabled(),
        all.applicationNamespaces(),
        all.webhookSecrets(),
        all.maxWebhookBytes(),
        all.problems());
  }

  /** The moments at which each repository is asked next, all of them within their time. */
  private Map<String, Instant> nextLooks(Instant since) {
    Map<String, Instant> looks = new TreeMap<>();
    world.commands.clear();
    Instant end = since.plus(TIMEOUT).plus(JITTER);
    while (world.now.isBefore(end)) {
      world.pass(Duration.ofSeconds(1));
      for (Command command : List.copyOf(world.commands)) {
        if (command instanceof Command.ResolveRevision(var key, _)) {
          looks.putIfAbsent(key.repository().url(), world.now);
        }
      }
      world.commands.clear();
    }
    assertThat(looks.values()).allMatch(at -> !at.isBefore(since.plus(TIMEOUT)));
    return looks;
  }
}
