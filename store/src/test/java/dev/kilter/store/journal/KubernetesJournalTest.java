package dev.kilter.store.journal;

import static dev.kilter.store.requests.ResourceKind.APPLICATION;
import static dev.kilter.store.requests.ResourceKind.JOURNAL;
import static dev.kilter.store.testing.Results.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.Journal.Entry;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.testing.CountingApi;
import dev.kilter.store.testing.Plane;
import dev.kilter.store.testing.RenamingApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KubernetesJournalTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

  private final String namespace = Plane.freshNamespace();
  private final ApplicationId id = new ApplicationId(namespace, "shop");

  @Test
  void readsWhatWaitsAndWhatIsWritten() {
    try (KubernetesJournal journal = journal(Plane.resources())) {
      journal.append(id, entry(1));

      assertThat(journal.read(id)).containsExactly(entry(1));
    }
    try (KubernetesJournal journal = journal(Plane.resources())) {
      assertThat(journal.read(id)).containsExactly(entry(1));
      journal.append(id, entry(2));

      assertThat(journal.read(id)).containsExactly(entry(1), entry(2));
    }
    Manifest resource = success(Plane.resources().get(JOURNAL, namespace, "shop"));
    assertThat(resource.integer("spec", "count")).contains(2L);
  }

  @Test
  void writesManyEntriesAtOnce() {
    CountingApi api = new CountingApi(Plane.api());
    try (KubernetesJournal journal = journal(new Resources(api))) {
      for (int n = 0; n < 20; n++) {
        journal.append(id, entry(n));
      }
      assertThat(api.requests()).isEmpty();
    }

    assertThat(api.requests().stream().filter(request -> request.body().isPresent())).hasSize(1);
    assertThat(journal(Plane.resources()).read(id)).hasSize(20);
  }

  @Test
  void writesTheFirstEntriesAtOnceAndMoreWhenTheirTimeComes() {
    CountingApi api = new CountingApi(Plane.api());
    try (KubernetesJournal journal = journal(new Resources(api))) {
      writeOneByOne(journal, 3);

      journal.append(id, entry(4));
      assertThat(journal.read(id)).contains(entry(4)).hasSize(4);
      assertThat(written()).doesNotContain(entry(4)).hasSize(3);
    }
    assertThat(written()).contains(entry(4)).hasSize(4);
    assertThat(api.requests().stream().filter(request -> request.body().isPresent())).hasSize(4);
  }

  private void writeOneByOne(KubernetesJournal journal, int entries) {
    for (int n = 1; n <= entries; n++) {
      Entry entry = entry(n);
      journal.append(id, entry);
      await().untilAsserted(() -> assertThat(written()).contains(entry));
    }
  }

  @Test
  void doesNotKeepWaitingWhatSomeoneDidByHand() {
    try (KubernetesJournal journal = journal(Plane.resources())) {
      writeOneByOne(journal, 3);
      journal.append(id, entry(4));
      journal.append(id, byHand());

      await().untilAsserted(() -> assertThat(written()).contains(entry(4), byHand()).hasSize(5));
    }
  }

  @Test
  void keepsTheNewestThatFit() {
    List<Entry> many = IntStream.range(0, 1_000).mapToObj(n -> noisy(n, new Random(n))).toList();

    List<Entry> kept = EntryCodec.trimmed(many);

    assertThat(kept).isNotEmpty().hasSizeLessThan(1_000).endsWith(many.getLast());
    assertThat(EntryCodec.text(kept)).hasSizeLessThanOrEqualTo(16_384);
    assertThat(EntryCodec.read(EntryCodec.text(kept))).isEqualTo(kept);
    assertThat(EntryCodec.read("no journal")).isEmpty();
  }

  @Test
  void worksWithoutItsDefinition() {
    try (KubernetesJournal journal = journal(new Resources(new RenamingApi(Plane.api())))) {
      journal.append(id, entry(1));

      assertThat(journal.read(id)).containsExactly(entry(1));
    }
  }

  private static KubernetesJournal journal(Resources resources) {
    return new KubernetesJournal(resources, KubernetesJournalTest::uid, KubernetesJournal.INTERVAL);
  }

  private static Optional<String> uid(ApplicationId id) {
    return Plane.resources().get(APPLICATION, id.namespace(), id.name())
            instanceof Result.Success<Manifest>(var found)
        ? Optional.of(found.uid())
        : Optional.empty();
  }

  private static Entry entry(int n) {
    return new Entry(
        NOW.plusSeconds(n),
        "sync",
        "ada",
        "abc" + n,
        Optional.of("Ada: fix it"),
        List.of("shop:v1 -> shop:v2"),
        "Succeeded",
        List.of(new Entry.Step("apply", Duration.ofMillis(1_500))),
        List.of("kilter-tombstone-1"));
  }

  private List<Entry> written() {
    return new JournalResource(Plane.resources(), KubernetesJournalTest::uid).read(id);
  }

  private static Entry byHand() {
    return new Entry(
        NOW,
        "drift",
        "kubectl-scale",
        "",
        Optional.empty(),
        List.of(),
        "Deployment/api: spec.replicas 2 → 5, reverted",
        List.of(),
        List.of());
  }

  private static Entry noisy(int n, Random random) {
    return new Entry(
        NOW.plusSeconds(n),
        "sync",
        "",
        Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()),
        Optional.empty(),
        List.of(),
        "",
        List.of(),
        List.of());
  }
}
