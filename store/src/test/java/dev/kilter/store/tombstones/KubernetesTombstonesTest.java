package dev.kilter.store.tombstones;

import static dev.kilter.store.requests.ResourceKind.SECRET;
import static dev.kilter.store.testing.Results.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.Tombstones.Batch;
import dev.kilter.store.testing.Plane;
import dev.kilter.store.testing.Results;
import dev.kilter.store.tombstones.TombstoneTrim.Grave;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KubernetesTombstonesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final String namespace = Plane.freshNamespace();
  private final ApplicationId id = new ApplicationId(namespace, "shop");
  private final KubernetesTombstones tombstones =
      new KubernetesTombstones(
          Plane.resources(), namespace, InstantSource.fixed(NOW), Runnable::run);

  @Test
  void readsBackWhatItBuried() {
    Batch batch = batch(NOW, "a", "b");

    String name = success(tombstones.bury(batch));

    assertThat(success(tombstones.bury(batch))).isEqualTo(name);
    assertThat(tombstones.of(id)).containsExactly(batch);
    assertThat(tombstones.of(new ApplicationId(namespace, "other"))).isEmpty();
  }

  @Test
  void dividesWhatIsTooLargeForOneSecret() {
    Batch batch =
        new Batch(
            id,
            NOW,
            "abc",
            "prune",
            "hash",
            IntStream.range(0, 4).mapToObj(n -> incompressible(n, 400_000)).toList());
    assertThat(BatchCodec.parts(batch)).hasSizeGreaterThan(1);

    success(tombstones.bury(batch));

    assertThat(tombstones.of(id)).containsExactly(batch);
  }

  @Test
  void saysSoWhereItCannotBeWritten() {
    KubernetesTombstones nowhere =
        new KubernetesTombstones(
            Plane.resources(), "no-such-namespace", InstantSource.fixed(NOW), Runnable::run);

    assertThat(Results.failure(nowhere.bury(batch(NOW, "a")))).isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void forgetsAfterAWeek() {
    String old = success(tombstones.bury(batch(NOW.minus(Duration.ofDays(8)), "old")));
    KubernetesTombstones later =
        new KubernetesTombstones(
            Plane.resources(), namespace, InstantSource.fixed(NOW), Runnable::run);
    success(later.bury(batch(NOW, "new")));

    await()
        .until(
            () -> Plane.resources().get(SECRET, namespace, old) instanceof Result.Failed<Manifest>);
    assertThat(tombstones.of(id)).containsExactly(batch(NOW, "new"));
  }

  @Test
  void keepsTheNewestWithin200Megabytes() {
    List<Grave> graves =
        IntStream.range(0, 300)
            .mapToObj(n -> new Grave("g" + n, NOW.minusSeconds(n), 1_000_000))
            .toList();

    assertThat(TombstoneTrim.toRemove(graves, NOW))
        .hasSize(100)
        .allMatch(grave -> grave.at().isBefore(NOW.minusSeconds(199)));
  }

  private Batch batch(Instant at, String... names) {
    return new Batch(
        id,
        at,
        "abc",
        "prune",
        "hash",
        java.util.Arrays.stream(names)
            .map(name -> Manifest.of(Map.of("metadata", Map.of("name", name))))
            .toList());
  }

  private static Manifest incompressible(int seed, int bytes) {
    byte[] noise = new byte[bytes];
    new Random(seed).nextBytes(noise);
    return Manifest.of(Map.of("data", Base64.getEncoder().encodeToString(noise)));
  }
}
