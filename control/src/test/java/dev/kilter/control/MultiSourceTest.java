package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus.ComparedTo;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.project.Project;
import dev.kilter.model.source.PushEvent;
import dev.kilter.testkit.application.ApplicationBuilder;
import dev.kilter.testkit.application.TestProjects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Manifests from several repositories, and files of one that another one's source names. */
class MultiSourceTest {
  private static final String VALUES = "https://git.example/values";

  private final World world = new World();

  @Test
  void onlyThoseAreRenderedWhoseFilesMovedInTheOtherRepository() {
    begin("web", "api");
    int before = world.events.recorded().size();
    world.commands.clear();

    String moved = values(Map.of("web.yaml", configMap("web-values", "2")));
    pushed(VALUES);

    assertThat(rendered()).containsExactly("web");
    assertThat(compared()).containsExactly("web");
    assertThat(value("web-values")).isEqualTo("2");
    assertThat(value("api-values")).isEqualTo("1");
    assertThat(world.snapshot("api").revisions().get(1)).isEqualTo(moved);
    assertThat(world.events.recorded().subList(before, world.events.recorded().size()))
        .noneMatch(event -> event.contains("api"));
  }

  @Test
  void aCommitThatTouchesNobodyStartsNoSync() {
    begin("web");
    world.applications.put(referring("web").automated(true, true).build());
    world.pass();
    long runs = operations();
    world.commands.clear();

    String moved = values(Map.of("README", "concerns nobody"));
    pushed(VALUES);
    world.pass(Duration.ofMinutes(20));

    assertThat(rendered()).isEmpty();
    assertThat(operations()).isEqualTo(runs);
    assertThat(world.app("web").status().sync().revisions()).element(1).isEqualTo(moved);
  }

  /** A change by hand in between is healed as one, not taken for the news of a commit. */
  @Test
  void aRefThatMovedBesideItIsNoNewsToAutomation() {
    begin("web");
    values(Map.of("README", "concerns nobody"));
    pushed(VALUES);
    world.cluster.edit(World.configMap("web"), live -> live.with("x", "data", "key"));
    world.pass();

    assertThat(value("web")).isEqualTo("1");
    assertThat(world.operation("web").operation().sync().selfHealAttempts()).isPositive();
  }

  @Test
  void aFileThatIsLookedForAndComesIsNews() {
    world.commit(Map.of("web/m.yaml", configMap("web", "1")));
    values(Map.of("README", "nothing yet"));
    world.applications.put(referring("web").automated(true, true).build());
    world.start().pass();
    assertThat(world.live(World.configMap("web-values"))).isEmpty();

    values(Map.of("web.yaml", configMap("web-values", "1")));
    pushed(VALUES);

    assertThat(value("web-values")).isEqualTo("1");
  }

  @Test
  void theStatusSaysItForEachSource() {
    String own = world.commit(Map.of("web/m.yaml", configMap("web", "1")));
    String values = values(Map.of("web.yaml", configMap("web-values", "1")));
    world.git.commit("https://git.example/base", "main", Map.of("b/m.yaml", configMap("b", "1")));
    Application application =
        referring("web").alsoFrom("https://git.example/base", "b").automated(true, true).build();
    world.applications.put(application);
    world.start().pass();

    var status = world.app("web").status();
    assertThat(status.sync().revisions()).hasSize(3).startsWith(own, values);
    assertThat(status.sourceTypes()).containsExactly("Directory", "", "Directory");
    ComparedTo compared = status.sync().comparedTo().orElseThrow();
    assertThat(compared.multiSource()).isTrue();
    assertThat(compared.sources()).isEqualTo(application.spec().sources());
    assertThat(status.history())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.revisions()).isEqualTo(status.sync().revisions());
          assertThat(entry.sources()).isEqualTo(application.spec().sources());
        });
    assertThat(world.git.kept(VALUES)).as("the commits of history stay").contains(values);
  }

  @Test
  void aRefWithAPathBringsItsManifestsToo() {
    world.commit(Map.of("web/m.yaml", configMap("web", "1")));
    values(Map.of("web.yaml", configMap("web-values", "1"), "more/m.yaml", configMap("more", "1")));
    world.applications.put(
        application("web")
            .values("$values/web.yaml")
            .alsoReferring(VALUES, "values", "more")
            .automated(true, true)
            .build());
    world.start().pass();
    assertThat(value("more")).isEqualTo("1");

    values(Map.of("more/m.yaml", configMap("more", "2")));
    pushed(VALUES);
    assertThat(value("more")).isEqualTo("2");
    values(Map.of("web.yaml", configMap("web-values", "2")));
    pushed(VALUES);
    assertThat(value("web-values")).isEqualTo("2");
    assertThat(world.app("web").status().sourceTypes()).containsExactly("Directory", "Directory");
  }

  @Test
  void aRefThatNobodyHasIsNamed() {
    begin("web");
    world.applications.put(
        application("web")
            .values("$other/web.yaml")
            .alsoReferring(VALUES, "values", "")
            .automated(true, true)
            .build());
    world.pass();

    assertThat(world.conditions("web")).containsExactly(Condition.Type.InvalidSpecError);
    assertThat(message("web")).contains("\"$other\"", "the available sources are $values");
    assertThat(value("web")).as("nothing is deleted").isEqualTo("1");
  }

  @Test
  void twoOfTheSameNameAreNotGuessedApart() {
    begin("web");
    world.applications.put(referring("web").alsoReferring(World.REPO, "values", "").build());
    world.pass();

    assertThat(world.conditions("web")).containsExactly(Condition.Type.InvalidSpecError);
    assertThat(message("web")).contains("two sources have the ref 'values'");
  }

  @Test
  void ofAnObjectInTwoSourcesTheLastCounts() {
    world.commit(Map.of("web/m.yaml", configMap("web", "first")));
    world.git.commit(VALUES, "main", Map.of("b/m.yaml", configMap("web", "last")));
    world.applications.put(application("web").alsoFrom(VALUES, "b").automated(true, true).build());
    world.start().pass();

    assertThat(value("web")).isEqualTo("last");
    assertThat(world.conditions("web")).containsExactly(Condition.Type.RepeatedResourceWarning);
    assertThat(message("web")).contains("web appeared 2 times among application resources");
  }

  @Test
  void aSyncMayNameARevisionForOneSourceOnly() {
    String old = world.commit(Map.of("web/m.yaml", configMap("web", "1")));
    values(Map.of("web.yaml", configMap("web-values", "1")));
    world.commit(Map.of("web/m.yaml", configMap("web", "2")));
    world.applications.put(referring("web").build());
    world.start().pass();
    String moved = values(Map.of("web.yaml", configMap("web-values", "2")));

    world.applications.startOperation(World.id("web"), Operations.sync(List.of(old, ""), false));
    world.pass();

    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
    assertThat(world.operation("web").syncResult().orElseThrow().revisions())
        .containsExactly(old, moved);
    assertThat(value("web")).isEqualTo("1");
    assertThat(value("web-values")).isEqualTo("2");
  }

  /** A rollback of Argo CD names each source's commit of then, the referred one's too. */
  @Test
  void aRollbackReadsTheValuesOfThen() {
    begin("web");
    List<String> then = world.app("web").status().history().getFirst().revisions();
    values(Map.of("web.yaml", configMap("web-values", "2")));
    pushed(VALUES);
    assertThat(value("web-values")).isEqualTo("2");
    world.applications.put(referring("web").build());
    world.pass();

    world.applications.startOperation(World.id("web"), Operations.sync(then, false));
    world.pass();

    assertThat(value("web-values")).isEqualTo("1");
    assertThat(world.app("web").status().history().getLast().revisions()).isEqualTo(then);
    assertThat(world.sync("web")).isEqualTo(SyncStatus.OutOfSync);
  }

  @Test
  void theOtherRepositoryFailingDeletesNothingAndIsNamed() {
    begin("web");
    world.git.fail(
        VALUES, Optional.of(new Failure.RepositoryUnreachable(VALUES, VALUES + ": timeout")));
    pushed(VALUES);
    world.pass(Duration.ofHours(1));

    assertThat(world.conditions("web")).containsExactly(Condition.Type.ComparisonError);
    assertThat(message("web")).contains(VALUES);
    assertThat(value("web-values")).isEqualTo("1");

    world.git.fail(VALUES, Optional.empty());
    world.pass(Duration.ofMinutes(10));
    assertThat(world.conditions("web")).isEmpty();
  }

  @Test
  void aProjectPermitsEachSource() {
    begin("web");
    world.projects.put(
        TestProjects.of(
            "default",
            List.of(World.REPO),
            List.of(new Project.DestinationRule("*", "*", "*")),
            List.of()));
    world.pass();

    assertThat(world.conditions("web")).containsExactly(Condition.Type.InvalidSpecError);
    assertThat(message("web")).contains(VALUES, "is not permitted in project 'default'");
  }

  /** The same name may come to mean another repository, in which the old commit is unknown. */
  @Test
  void aRefThatPointsElsewhereIsReadThere() {
    begin("web");
    String elsewhere = "https://git.example/fork";
    world.git.commit(elsewhere, "main", Map.of("web.yaml", configMap("web-values", "fork")));
    world.applications.put(
        application("web")
            .values("$values/web.yaml")
            .alsoReferring(elsewhere, "values", "")
            .automated(true, true)
            .build());
    world.pass();

    assertThat(value("web-values")).isEqualTo("fork");
  }

  private void begin(String... names) {
    for (String name : names) {
      world.commit(Map.of(name + "/m.yaml", configMap(name, "1")));
      values(Map.of(name + ".yaml", configMap(name + "-values", "1")));
      world.applications.put(referring(name).automated(true, true).build());
    }
    world.start().pass();
    assertThat(names)
        .allMatch(name -> world.sync(name) == SyncStatus.Synced)
        .allMatch(name -> value(name + "-values").equals("1"));
  }

  private static ApplicationBuilder referring(String name) {
    return application(name)
        .values("$values/" + name + ".yaml")
        .alsoReferring(VALUES, "values", "");
  }

  private String values(Map<String, String> files) {
    return world.git.commit(VALUES, "main", files);
  }

  private void pushed(String url) {
    world.tell(
        new Event.Pushed(
            new PushEvent(List.of(url), "refs/heads/main", "", "", List.of(), false, true)));
    world.pass();
  }

  private String value(String configMap) {
    return world
        .live(World.configMap(configMap))
        .flatMap(live -> live.text("data", "key"))
        .orElse("");
  }

  private String message(String name) {
    return world.app(name).status().conditions().getFirst().message();
  }

  private long operations() {
    return world.events.recorded().stream().filter(it -> it.startsWith("Operation")).count();
  }

  private List<String> rendered() {
    return world.commands.stream()
        .flatMap(command ->
            command instanceof Command.Render(var ticket, _)
                ? Stream.of(ticket.application().name())
                : Stream.empty())
        .toList();
  }

  private Set<String> compared() {
    return world.commands.stream()
        .flatMap(command ->
            command instanceof Command.Compare(var ticket, _)
                ? Stream.of(ticket.application().name())
                : Stream.empty())
        .collect(Collectors.toSet());
  }
}
