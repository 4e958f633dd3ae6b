package dev.kilter.cluster.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CacheMachineTest {
  private static final String UP =
      """
      start
        discover
      discovered pods configmaps events
        tell cluster
        watch v1/configmaps listing
        watch v1/pods listing
      seen configmaps web rv=5 app=shop
      listed configmaps rv=9
      listed pods rv=9
        tell cluster
      """;

  private final CacheScript script = new CacheScript();

  /** The transcript is its own script: commands are indented, and left out when it is played. */
  private void holds(String transcript) {
    StringBuilder events = new StringBuilder();
    transcript
        .lines()
        .filter(line -> !line.startsWith("  "))
        .forEach(line -> events.append(line).append('\n'));
    assertThat(script.play(events.toString())).isEqualTo(transcript);
  }

  @Test
  void listsOnceAndThenWatchesForEver() {
    holds(
        UP
            + """
            seen configmaps web rv=12 app=shop value=new
            wait 50ms
              tell shop [/ConfigMap/ns/web]
            bookmark configmaps rv=20
            closed configmaps 200
              watch v1/configmaps from 20
            """);
  }

  @Test
  void listsAnewOnlyWhenTheServerHasForgotten() {
    holds(
        UP
            + """
            closed configmaps 410
            wait 250ms
              watch v1/configmaps listing
            seen configmaps other rv=30 app=shop
            held configmaps
              web rv=5
              other rv=30
            listed configmaps rv=31
            held configmaps
              other rv=30
            wait 50ms
              tell shop [/ConfigMap/ns/other, /ConfigMap/ns/web]
            """);
  }

  @Test
  void aWriteFromBeforeANewListDoesNotKeepWhatTheListLacks() {
    holds(
        UP
            + """
            written configmaps web rv=60 app=shop value=mine
            closed configmaps 410
            wait 250ms
              tell shop [/ConfigMap/ns/web]
              watch v1/configmaps listing
            listed configmaps rv=70
            held configmaps
            wait 50ms
              tell shop [/ConfigMap/ns/web]
            """);
  }

  @Test
  void resumesWhereItWasAfterSilenceAndAsksWhetherAnybodyIsThere() {
    holds(
        UP
            + """
            bookmark pods rv=40
            closed pods 0
            wait 500ms
              watch v1/pods from 40
            closed pods 0
              discover
            undiscovered
              tell cluster
            state
              connected=false synced=true skipped=[] connection refused
            wait 5000ms
              discover
            discovered pods configmaps events
              tell cluster
              watch v1/pods from 40
            """);
  }

  @Test
  void listsInTheOldWayWhereStreamingIsRefused() {
    holds(
        """
        start
          discover
        discovered pods
          tell cluster
          watch v1/pods listing
        closed pods 422
          list v1/pods
        seen pods a rv=3
        listed pods rv=8
          tell cluster
        closed pods 200
          watch v1/pods from 8
        """);
  }

  @Test
  void forgetsTheKindOfADeletedDefinition() {
    holds(
        """
        start
          discover
        discovered widgets crds
          tell cluster
          watch apiextensions.k8s.io/v1/crds listing
          watch example.com/v1/widgets listing
        seen widgets w rv=3 app=shop
        seen crds widgets.example.com rv=2
        listed widgets rv=4
        listed crds rv=4
          tell cluster
        gone crds widgets.example.com rv=9
        wait 300ms
          discover
        discovered crds
          stop example.com/v1/widgets
          tell cluster
        held widgets
        wait 50ms
          tell shop [example.com/Widget/ns/w]
        """);
  }

  @Test
  void keepsTheKindsOfAServerThatIsDownForAWhile() {
    holds(
        """
        start
          discover
        discovered widgets
          tell cluster
          watch example.com/v1/widgets listing
        seen widgets w rv=3
        listed widgets rv=4
          tell cluster
        discovered stale=example.com/v1
        held widgets
          w rv=3
        """);
  }

  @Test
  void neverResumesFromAnOlderBookmark() {
    holds(
        UP
            + """
            seen pods a rv=50
            bookmark pods rv=45
            closed pods 200
              watch v1/pods from 50
            """);
  }

  @Test
  void ignoresWhatAnEndedAttemptStillSays() {
    holds(
        UP
            + """
            closed pods 200
              watch v1/pods from 9
            seen pods ghost rv=7 attempt=2
            held pods
            """);
  }

  @Test
  void skipsWhatMayNotBeListedWithoutWaitingForIt() {
    holds(
        """
        start
          discover
        discovered pods configmaps
          tell cluster
          watch v1/configmaps listing
          watch v1/pods listing
        closed pods 403
        listed configmaps rv=3
          tell cluster
        state
          connected=true synced=true skipped=[v1/pods]\s
        """);
  }

  @Test
  void holdsOnToItsOwnWritesUntilTheStreamTellsOfThem() {
    holds(
        UP
            + """
            written configmaps web rv=60 app=shop value=mine
            seen configmaps web rv=55 app=shop value=old
            held configmaps
              web rv=60
            seen configmaps web rv=60 app=shop value=mine
            seen configmaps web rv=61 app=shop value=other
            held configmaps
              web rv=61
            """);
  }

  @Test
  void doesNotBringBackWhatItDeleted() {
    holds(
        UP
            + """
            removed configmaps web
            seen configmaps web rv=55 app=shop
            held configmaps
            seen configmaps web rv=70 app=shop uid=2
            gone configmaps web rv=69
            held configmaps
              web rv=70
            """);
  }

  @Test
  void tellsTheApplicationAboveAChangedChild() {
    holds(
        UP
            + """
            seen pods web-1 rv=13 uid=3 owner=web
            wait 50ms
              tell children of shop
            seen configmaps web rv=14
            wait 50ms
              tell shop [/ConfigMap/ns/web]
            """);
  }

  /** And once only, however many pods run them. */
  @Test
  void tellsTheApplicationWhosePodsRunOtherImages() {
    holds(
        UP
            + """
            seen pods web-1 rv=13 uid=3 owner=web image=web:1
            wait 50ms
              tell shop []
            seen pods web-2 rv=14 uid=4 owner=web image=web:1
            wait 50ms
              tell children of shop
            seen pods web-3 rv=15 uid=5 owner=web image=web:2
            wait 50ms
              tell shop []
            images shop
              [web:1, web:2]
            gone pods web-2 rv=16 uid=4 owner=web image=web:1
            wait 50ms
              tell children of shop
            gone pods web-1 rv=17 uid=3 owner=web image=web:1
            wait 50ms
              tell shop []
            images shop
              [web:2]
            images other
              []
            """);
  }

  @Test
  void watchesOnlyTheNamespacesOfALimitedCluster() {
    holds(
        """
        namespaces a,b
          discover
        discovered pods nodes
          tell cluster
          watch v1/pods@a listing
          watch v1/pods@b listing
        listed pods@a rv=1
        listed pods@b rv=1
          tell cluster
        """);
  }

  @Test
  void backsOffFromAStreamThatKeepsFailing() {
    holds(
        UP
            + """
            closed pods 503
            wait 500ms
              watch v1/pods from 9
            closed pods 503
            wait 500ms
            wait 500ms
              watch v1/pods from 9
            """);
  }

  /** What the kind lacks proves nothing until its server has told of it again. */
  @Test
  void goesOnWithoutAKindWhoseServerKeepsFailing() {
    holds(
        """
        start
          discover
        discovered pods configmaps
          tell cluster
          watch v1/configmaps listing
          watch v1/pods listing
        listed configmaps rv=3
        closed pods 503
        wait 500ms
          watch v1/pods listing
        closed pods 503
        wait 1000ms
          watch v1/pods listing
        state
          connected=true synced=false skipped=[]\s
        closed pods 503
          tell cluster
        state
          connected=true synced=true skipped=[] unserved=[v1/pods]\s
        wait 2000ms
          watch v1/pods listing
        listed pods rv=9
          tell cluster
        state
          connected=true synced=true skipped=[]\s
        """);
  }

  @Test
  void saysAtOnceWhichKindFailsToBeListedAndWhenItNoLongerDoes() {
    holds(
        """
        start
          discover
        discovered pods configmaps
          tell cluster
          watch v1/configmaps listing
          watch v1/pods listing
        closed pods 0
          tell cluster
        state
          connected=true synced=false skipped=[] failing=[v1/pods=connection reset]\s
        wait 500ms
          watch v1/pods listing
        closed pods 400
        wait 1000ms
          watch v1/pods listing
        listed pods rv=9
          tell cluster
        state
          connected=true synced=false skipped=[]\s
        listed configmaps rv=3
          tell cluster
        """);
  }

  @Test
  void givesUpAListThatFallsSilentBeforeItsEndAndIsMorePatientTheNextTime() {
    holds(
        """
        start
          discover
        discovered pods configmaps
          tell cluster
          watch v1/configmaps listing
          watch v1/pods listing
        listed configmaps rv=3
        wait 15000ms
        seen pods ns/a uid=1 rv=7
        wait 15000ms
        wait 5000ms
          stop v1/pods
          tell cluster
        state
          connected=true synced=false skipped=[] failing=[v1/pods=its list fell silent for 20 s before it ended]\s
        wait 500ms
          watch v1/pods listing
        wait 39000ms
        wait 1000ms
          stop v1/pods
        wait 1000ms
          watch v1/pods listing
        seen pods ns/a uid=1 rv=7
        listed pods rv=9
          tell cluster
          tell cluster
        wait 600000ms
        """);
  }

  /** Nobody waits for a kind that came later, and what is busy is not failing. */
  @Test
  void saysNothingOfAListingThatNobodyWaitsFor() {
    holds(
        """
        start
          discover
        discovered pods
          tell cluster
          watch v1/pods listing
        closed pods 429
        wait 500ms
          watch v1/pods listing
        listed pods rv=9
          tell cluster
        discovered pods configmaps
          tell cluster
          watch v1/configmaps listing
        closed configmaps 0
        """);
  }

  @Test
  void beginsAnewWithAnotherCluster() {
    holds(
        """
        start
          discover
        discovered pods
          tell cluster
          watch v1/pods listing
        seen pods web rv=7 app=shop
        listed pods rv=9
          tell cluster
        moved
          tell cluster
          stop v1/pods
          discover
        held pods
        state
          connected=false synced=false skipped=[] it leads to another cluster than before, which is being looked at
        closed pods 200 attempt=1
        discovered pods
          tell cluster
          watch v1/pods listing
        seen pods web rv=2 app=shop
        listed pods rv=3
          tell cluster
        held pods
          web rv=2
        """);
  }

  @Test
  void isNotListedWhileNoKindIsServed() {
    holds(
        """
        start
          discover
        discovered pods
          tell cluster
          watch v1/pods listing
        closed pods 503
        wait 500ms
          watch v1/pods listing
        closed pods 503
        wait 1000ms
          watch v1/pods listing
        closed pods 503
          tell cluster
        state
          connected=true synced=false skipped=[] unserved=[v1/pods]\s
        """);
  }
}
