package dev.kilter.store.accounts;

import static dev.kilter.store.testing.Results.failure;
import static dev.kilter.store.testing.Results.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.requests.Resources;
import dev.kilter.testkit.apiserver.ApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KubernetesRevocationsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  private final KubernetesApi server = new ApiServer("https://model", InstantSource.fixed(NOW));
  private final KubernetesRevocations revocations = revocations(server);

  @Test
  void whatCannotBeWrittenEndsHereAndSaysSo() {
    KubernetesRevocations refused = revocations(new Refusing(server));

    assertThat(failure(refused.revoke("session", LATER))).isInstanceOf(Failure.Refused.class);

    assertThat(refused.isRevoked("session")).isTrue();
    assertThat(revocations.isRevoked("session")).isFalse();
  }

  @Test
  void aFullListTakesNoMoreAndForgetsNone() {
    success(revocations.revoke("first", LATER));
    Map<String, Object> many = new HashMap<>();
    for (int i = 0; i < KubernetesRevocations.MOST; i++) {
      many.put("digest-" + i, Written.encoded(Long.toString(LATER.getEpochSecond())));
    }
    revocations.upserted(
        Manifest.of(Map.of("metadata", Map.of("resourceVersion", "999999"), "data", many)));

    assertThat(failure(revocations.revoke("second", LATER))).isInstanceOf(Failure.Conflict.class);

    assertThat(revocations.isRevoked("first")).isTrue();
    assertThat(revocations.isRevoked("second")).isTrue();
  }

  @Test
  void anEndThatCannotBeReadNeverComes() {
    success(revocations.revoke("first", LATER));
    String digest = secret().map("data").keySet().iterator().next();
    KubernetesRevocations other = revocations(server);

    other.upserted(secret().with(Written.encoded("soon"), "data", digest));

    assertThat(other.isRevoked("first")).isTrue();
  }

  @Test
  void theNewestCountsWhateverTheWatchStillTells() {
    success(revocations.revoke("first", LATER));
    Manifest before = secret();
    KubernetesRevocations other = revocations(server);
    success(other.revoke("second", LATER));

    other.upserted(before);
    success(revocations.revoke("third", LATER));

    assertThat(revocations.isRevoked("second")).isTrue();
    assertThat(other.isRevoked("first")).isTrue();
    revocations.removed("default", KubernetesRevocations.NAME);
    assertThat(revocations.isRevoked("second")).isFalse();
    assertThat(revocations.isRevoked("third")).isTrue();
  }

  private Manifest secret() {
    return success(
        new Resources(server)
            .get(
                dev.kilter.store.requests.ResourceKind.SECRET,
                "default",
                KubernetesRevocations.NAME));
  }

  private static KubernetesRevocations revocations(KubernetesApi api) {
    return new KubernetesRevocations(new Resources(api), "default", InstantSource.fixed(NOW));
  }

  /** Lets nobody write. */
  private record Refusing(KubernetesApi api) implements KubernetesApi {
    @Override
    public String server() {
      return api.server();
    }

    @Override
    public ApiResponse send(ApiRequest request) throws IOException {
      return request.method().equals("GET")
          ? api.send(request)
          : new ApiResponse(
              403,
              "{\"reason\":\"Forbidden\",\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8),
              Optional.empty());
    }

    @Override
    public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
        throws IOException {
      return api.follow(request, lines, cancellation);
    }
  }
}
