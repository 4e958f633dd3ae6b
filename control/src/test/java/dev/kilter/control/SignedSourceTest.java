package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.message.Command;
import dev.kilter.control.state.LoopOptions.SignatureChecks;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import dev.kilter.model.source.Signature;
import dev.kilter.model.source.Signature.Verdict;
import dev.kilter.testkit.application.TestProjects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A project that wants its sources signed: nothing else is rendered, synced or pruned. */
class SignedSourceTest {
  private static final String ADA = "4AEE18F83AFDEB23";
  private static final Signature GOOD = new Signature.OpenPgp(Verdict.GOOD, ADA);

  private final World world = new World();

  private void start(Map<String, Object> rules) {
    project(rules);
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
  }

  private void project(Map<String, Object> rules) {
    Project all = TestProjects.permissive("default");
    world.projects.put(
        new Project(
            all.name(),
            all.resourceVersion(),
            "",
            all.sourceRepos(),
            all.destinations(),
            List.of(),
            all.clusterResourceWhitelist(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            false,
            Manifest.of(Map.of("kind", "AppProject", "spec", rules))));
  }

  private static Map<String, Object> signedByAda() {
    return Map.of("signatureKeys", List.of(Map.of("keyID", ADA)));
  }

  private String signed(Map<String, String> files) {
    String commit = world.commit(files);
    world.git.sign(World.REPO, commit, GOOD);
    return commit;
  }

  private void push() {
    world.push("main");
    world.pass();
  }

  private String message() {
    return world.app("web").status().conditions().getFirst().message();
  }

  @Test
  void anUnsignedCommitIsNotDeployed() {
    String commit = world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    start(signedByAda());

    assertThat(world.conditions("web")).containsExactly(Condition.Type.ComparisonError);
    assertThat(message())
        .isEqualTo(
            "GIT/GPG: Failed verifying revision "
                + commit
                + " by 'Ana <ana@example.org>': unsigned (key_id=)");
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Unknown);
    assertThat(world.live(World.configMap("a"))).isEmpty();
    assertThat(world.commands).noneMatch(Command.Render.class::isInstance);
    assertThat(world.snapshot("web").failure().orElseThrow().failure())
        .isInstanceOf(Failure.RevisionUntrusted.class);
  }

  @Test
  void aSignedCommitIsDeployedAndAnUnsignedOneThatTakesAwayPrunesNothing() {
    signed(Map.of("web/a.yaml", configMap("a", "1"), "web/b.yaml", configMap("b", "1")));
    start(signedByAda());
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);

    world.commit(Map.of("web/a.yaml", configMap("a", "2"), "web/b.yaml", ""));
    push();
    world.pass(Duration.ofMinutes(10));
    assertThat(world.conditions("web")).containsExactly(Condition.Type.ComparisonError);
    assertThat(world.live(World.configMap("b"))).isPresent();
    assertThat(world.live(World.configMap("a")).orElseThrow().text("data", "key")).contains("1");

    signed(Map.of("web/a.yaml", configMap("a", "3")));
    push();
    assertThat(world.conditions("web")).isEmpty();
    assertThat(world.live(World.configMap("a")).orElseThrow().text("data", "key")).contains("3");
    assertThat(world.live(World.configMap("b"))).isEmpty();
  }

  @Test
  void anUnsignedCommitElsewhereInTheRepositoryCountsToo() {
    signed(Map.of("web/a.yaml", configMap("a", "1")));
    start(signedByAda());
    world.commit(Map.of("other/b.yaml", configMap("b", "1")));
    push();

    assertThat(world.conditions("web")).containsExactly(Condition.Type.ComparisonError);
  }

  @Test
  void nobodySyncsByHandWhatIsNotSigned() {
    String unsigned = world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    signed(Map.of("web/a.yaml", configMap("a", "2")));
    start(signedByAda());

    world.applications.startOperation(
        World.id("web"), Operations.sync(List.of(unsigned), false), Map.of());
    world.pass();
    assertThat(world.operation("web").phase()).isIn(OperationPhase.Error, OperationPhase.Failed);
    assertThat(world.operation("web").message()).contains(unsigned, "unsigned");
    assertThat(world.live(World.configMap("a")).orElseThrow().text("data", "key")).contains("2");
  }

  @Test
  void aKeyThatIsTakenAwayIsNoticedWithinARefresh() {
    String commit = signed(Map.of("web/a.yaml", configMap("a", "1")));
    start(signedByAda());
    assertThat(world.conditions("web")).isEmpty();

    world.git.sign(World.REPO, commit, new Signature.OpenPgp(Verdict.REVOKED_KEY, ADA));
    world.pass(Duration.ofMinutes(10));
    assertThat(message()).contains("signed with revoked key (key_id=" + ADA + ")");
  }

  @Test
  void theRuleIsTheProjectsOfTheMoment() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    start(signedByAda());
    assertThat(world.conditions("web")).containsExactly(Condition.Type.ComparisonError);

    project(Map.of());
    world.pass();
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);

    project(signedByAda());
    world.pass();
    assertThat(world.conditions("web")).containsExactly(Condition.Type.ComparisonError);
  }

  @Test
  void rulesThatCannotBeFollowedStopTheApplication() {
    signed(Map.of("web/a.yaml", configMap("a", "1")));
    start(Map.of("sourceIntegrity", Map.of("oci", Map.of())));

    assertThat(world.conditions("web")).containsExactly(Condition.Type.InvalidSpecError);
    assertThat(message()).contains("this version of Kilter does not check", "nothing is synced");
    assertThat(world.live(World.configMap("a"))).isEmpty();
  }

  @Test
  void askedForNothingItReadsNoSignatures() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    start(Map.of());
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
    assertThat(world.commands).noneMatch(Command.ReadSignatures.class::isInstance);
  }

  @Test
  void switchedOffItReadsNoneEither() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.signatures(SignatureChecks.of("false"));
    start(signedByAda());
    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
    assertThat(world.commands).noneMatch(Command.ReadSignatures.class::isInstance);
    assertThat(SignatureChecks.of("No")).isEqualTo(SignatureChecks.OFF);
    assertThat(SignatureChecks.of("")).isEqualTo(SignatureChecks.ON);
  }
}
