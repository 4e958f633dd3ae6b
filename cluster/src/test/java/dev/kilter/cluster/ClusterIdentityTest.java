package dev.kilter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.cluster.apply.WrongClusterException;
import dev.kilter.codec.Json;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Destination;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.kubernetes.KubernetesApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ClusterIdentityTest {
  private final Address address = new Address();
  private final List<String> told = new ArrayList<>();
  private ClusterConnection connection = pinned("one");
  private final ClusterIdentity identity =
      new ClusterIdentity(address, () -> connection, told::add);

  private static ClusterConnection pinned(String uid) {
    return connection(
        "https://far", uid.isEmpty() ? Map.of() : Map.of(Annotations.CLUSTER_IDENTITY, uid));
  }

  private static ClusterConnection connection(String server, Map<String, String> annotations) {
    return new ClusterConnection(
        server, "far", List.of(), true, "", annotations, Map.of(), "cluster-far");
  }

  @Test
  void letsNothingThroughToAnotherCluster() throws IOException {
    KubernetesApi writes = identity.around(address);
    writes.send(write());
    assertThat(address.sent).containsExactly("GET", "PATCH");
    writes.send(write());
    assertThat(address.sent).containsExactly("GET", "PATCH", "PATCH");

    address.uid = "two";
    assertThat(identity.doubt()).isTrue();
    address.sent.clear();
    assertThatThrownBy(() -> writes.send(write()))
        .isInstanceOf(WrongClusterException.class)
        .hasMessageContaining("two")
        .hasMessageContaining("the Secret cluster-far says one");
    assertThatThrownBy(() -> writes.send(write())).isInstanceOf(WrongClusterException.class);
    assertThat(address.sent).containsExactly("GET");
    assertThat(identity.refusal()).containsInstanceOf(Failure.OtherCluster.class);
    assertThat(told).containsExactly("one", "two");
  }

  @Test
  void takesTheOneThatSomebodyAccepted() throws IOException {
    address.uid = "two";
    assertThat(identity.refusal()).isPresent();

    connection = pinned("two");
    assertThat(identity.refusal()).isEmpty();
    identity.around(address).send(write());
    assertThat(address.sent).containsExactly("GET", "PATCH");
  }

  /** Somebody entered another address in the Secret, and means it. */
  @Test
  void takesAPinForWhatItWasMadeFor() {
    connection =
        connection(
            "https://far",
            Map.of(Annotations.CLUSTER_IDENTITY, ClusterConnection.pin("https://near", "two")));
    assertThat(identity.refusal()).isEmpty();

    connection =
        connection(
            "https://far",
            Map.of(Annotations.CLUSTER_IDENTITY, ClusterConnection.pin("https://far", "two")));
    assertThat(identity.refusal()).isPresent();
  }

  @Test
  void findsTheRightOneAgain() {
    address.uid = "two";
    assertThat(identity.refusal()).isPresent();

    address.uid = "one";
    assertThat(identity.doubt()).isTrue();
    identity.settle();
    assertThat(identity.mismatch()).isEmpty();
  }

  /** While nobody can tell, a cluster that is pinned is not written to. */
  @Test
  void doesNotTakeSilenceForAnAnswer() {
    address.status = 503;
    assertThat(identity.refusal()).containsInstanceOf(Failure.ClusterUnreachable.class);
    assertThatThrownBy(() -> identity.around(address).send(write()))
        .isInstanceOf(WrongClusterException.class);

    connection = pinned("");
    assertThat(identity.refusal()).isEmpty();
  }

  @Test
  void goesOnAsBeforeWhereItMayNotBeRead() {
    address.status = 403;
    assertThat(identity.refusal()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void neverAsksTheClusterThatHoldsAllState() throws IOException {
    connection =
        connection(Destination.IN_CLUSTER_SERVER, Map.of(Annotations.CLUSTER_IDENTITY, "another"));
    assertThat(identity.doubt()).isFalse();
    identity.settle();
    identity.around(address).send(write());
    assertThat(address.sent).containsExactly("PATCH");
  }

  private static KubernetesApi.ApiRequest write() {
    return KubernetesApi.ApiRequest.of("PATCH", "/api/v1/configmaps/a", "x", new byte[0]);
  }

  /** Leads to whichever cluster the test wants. */
  private static final class Address implements KubernetesApi {
    private final List<String> sent = new ArrayList<>();
    private String uid = "one";
    private int status = 200;

    @Override
    public String server() {
      return "https://far";
    }

    @Override
    public ApiResponse send(ApiRequest request) {
      sent.add(request.method());
      return new ApiResponse(
          status,
          Json.bytes(Map.of("kind", "Namespace", "metadata", Map.of("uid", uid))),
          Optional.empty());
    }

    @Override
    public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation) {
      throw new UnsupportedOperationException(request.path());
    }
  }
}
