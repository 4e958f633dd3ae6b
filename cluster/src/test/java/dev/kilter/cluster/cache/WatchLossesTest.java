package dev.kilter.cluster.cache;

import static dev.kilter.testkit.mutation.Target.in;
import static dev.kilter.testkit.mutation.Value.FALSE;
import static dev.kilter.testkit.mutation.Value.NOTHING;
import static dev.kilter.testkit.mutation.Value.TRUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.testkit.mutation.Guards;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What users of such programs have lost because the watch cache was believed and wrong. */
class WatchLossesTest {
  private static final String UP =
      """
      start
      discovered configmaps
      seen configmaps web rv=5 app=shop
      listed configmaps rv=9
      """;

  private final CacheScript script = new CacheScript();

  @Test
  void M11_whatWentWhileNobodyWatchedIsNotBelievedToBeThere() {
    assertThat(
            script.play(
                UP
                    + """
                    closed configmaps 410
                    wait 250ms
                    seen configmaps other rv=30
                    listed configmaps rv=31
                    held configmaps
                    """))
        .endsWith("held configmaps\n  other rv=30\n");
  }

  @Test
  void M11_whatIsNotYetListedIsNotBelievedToBeGone() {
    script.play("start\ndiscovered pods configmaps\nseen pods a rv=2\nlisted pods rv=3\n");

    assertThat(script.play("state\n")).contains("synced=false");
  }

  @Test
  void M15_aWatchThatDiedIsMissed() {
    assertThat(script.play(UP + "closed configmaps 0\nwait 500ms\n"))
        .endsWith("wait 500ms\n  watch v1/configmaps from 9\n");
  }

  @Test
  void M15_aClusterThatDoesNotAnswerIsNotConnected() {
    assertThat(
            script.play(
                UP
                    + """
                    closed configmaps 0
                    wait 500ms
                    closed configmaps 0
                    undiscovered
                    state
                    """))
        .contains("connected=false");
  }

  @Test
  void M17_healthFromBeforeAWriteIsNotShownAfterIt() {
    assertThat(
            script.play(
                UP
                    + """
                    written configmaps web rv=60 app=shop value=mine
                    seen configmaps web rv=55 app=shop value=old
                    held configmaps
                    """))
        .endsWith("held configmaps\n  web rv=60\n");
  }

  @TestFactory
  Stream<DynamicTest> without() {
    return Guards.of(WatchLossesTest.class)
        .without(
            "sweeping after a new list",
            "M11_whatWentWhileNobodyWatchedIsNotBelievedToBeThere",
            in(CacheMachine.class, "sweep").answers(NOTHING))
        .without(
            "waiting for every list",
            "M11_whatIsNotYetListedIsNotBelievedToBeGone",
            in(CacheMachine.class, "noteReady").takes(TRUE, Stream.class, "allMatch"))
        .without(
            "taking a broken watch up again",
            "M15_aWatchThatDiedIsMissed",
            in(CacheMachine.class, "broken").answers(NOTHING))
        .without(
            "saying that the cluster is lost",
            "M15_aClusterThatDoesNotAnswerIsNotConnected",
            in(CacheMachine.class, "lose").answers(NOTHING))
        .without(
            "remembering one's own writes",
            "M17_healthFromBeforeAWriteIsNotShownAfterIt",
            in("dev.kilter.cluster.cache.Stream", "outdated").answers(FALSE))
        .tests();
  }
}
