package dev.kilter.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.message.Command;
import dev.kilter.control.state.LoopOptions;
import dev.kilter.control.state.Outgoing;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Destination;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  private static final String FAR = "https://far";

  private final Outgoing out = new Outgoing();
  private final Identities identities = new Identities(LoopOptions.of("argocd"), out);

  private static List<ClusterConnection> cluster(String server, String pin) {
    return List.of(
        new ClusterConnection(
            server,
            "far",
            List.of(),
            true,
            "",
            pin.isEmpty() ? Map.of() : Map.of(Annotations.CLUSTER_IDENTITY, pin),
            Map.of(),
            "cluster-far"));
  }

  @Test
  void pinsWhatIsFoundFirstWhicheverIsToldFirst() {
    identities.clusters(cluster(FAR, ""));
    identities.identified(FAR, "one");
    assertThat(out.drain()).containsExactly(new Command.PinCluster(FAR, "one"));

    identities.clusters(List.of());
    identities.identified(FAR, "two");
    assertThat(out.drain()).isEmpty();
    identities.clusters(cluster(FAR, ""));
    assertThat(out.drain()).containsExactly(new Command.PinCluster(FAR, "two"));
  }

  @Test
  void leavesAPinAlone() {
    identities.clusters(cluster(FAR, "one"));
    identities.identified(FAR, "two");
    assertThat(out.drain()).isEmpty();
  }

  @Test
  void pinsWhatIsThereWhenSomebodyTookThePinAway() {
    identities.clusters(cluster(FAR, "one"));
    identities.identified(FAR, "two");
    identities.clusters(cluster(FAR, ""));
    assertThat(out.drain()).containsExactly(new Command.PinCluster(FAR, "two"));
  }

  @Test
  void doesNotFightForAPin() {
    identities.clusters(cluster(FAR, ""));
    identities.identified(FAR, "one");
    out.drain();
    identities.pinned(FAR, Result.done());
    identities.clusters(cluster(FAR, "one"));
    identities.clusters(cluster(FAR, ""));
    identities.identified(FAR, "one");
    assertThat(out.drain()).isEmpty();
  }

  @Test
  void pinsAnewWhereAnotherPinStoodInBetween() {
    identities.clusters(cluster(FAR, ""));
    identities.identified(FAR, "one");
    out.drain();
    identities.pinned(FAR, Result.done());
    identities.clusters(cluster(FAR, "one"));
    identities.clusters(cluster(FAR, "another"));
    identities.clusters(cluster(FAR, ""));
    assertThat(out.drain()).containsExactly(new Command.PinCluster(FAR, "one"));
  }

  @Test
  void triesAgainWhatFailed() {
    identities.clusters(cluster(FAR, ""));
    identities.identified(FAR, "one");
    out.drain();
    identities.pinned(FAR, Result.failed(new Failure.Conflict("changed")));
    identities.identified(FAR, "one");
    assertThat(out.drain()).containsExactly(new Command.PinCluster(FAR, "one"));
  }

  @Test
  void leavesTheClusterThatItRunsInAndWritesNothingWhileObserving() {
    identities.clusters(cluster(Destination.IN_CLUSTER_SERVER, ""));
    identities.identified(Destination.IN_CLUSTER_SERVER, "one");
    Identities observer = new Identities(LoopOptions.of("argocd").observing(), out);
    observer.clusters(cluster(FAR, ""));
    observer.identified(FAR, "one");
    assertThat(out.drain()).isEmpty();
  }
}
