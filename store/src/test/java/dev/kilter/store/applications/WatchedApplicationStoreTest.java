package dev.kilter.store.applications;

import static dev.kilter.store.testing.Results.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.store.ApplicationStore.Listener;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.testing.FlakyApi;
import dev.kilter.store.testing.Plane;
import dev.kilter.store.watching.ResourceWatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedApplicationStoreTest {
  private final String namespace = Plane.freshNamespace();
  private final FlakyApi api = new FlakyApi(Plane.api());
  private final DirectApplicationStore others =
      new DirectApplicationStore(Plane.resources(), ApplicationScope.of(namespace));
  private final WatchedApplicationStore store =
      new WatchedApplicationStore(new Resources(api), ApplicationScope.of(namespace));
  private ResourceWatch watch;
  private final ApplicationId id = new ApplicationId(namespace, "shop");

  @BeforeEach
  void open() throws InterruptedException {
    success(others.create(DirectApplicationStoreTest.shop()));
    watch = follow(store, api);
  }

  @AfterEach
  void close() {
    watch.close();
  }

  private static ResourceWatch follow(WatchedApplicationStore store, KubernetesApi api)
      throws InterruptedException {
    ResourceWatch watch = ResourceWatch.start(new Resources(api), store.followed());
    assertThat(watch.awaitSynced(Duration.ofSeconds(20))).isTrue();
    return watch;
  }

  @Test
  void answersFromTheSnapshotWithoutARequest() {
    api.reset();

    assertThat(success(store.list())).extracting(Application::id).containsExactly(id);
    assertThat(success(store.get(id)).id()).isEqualTo(id);
    assertThat(api.requests()).isEmpty();
  }

  @Test
  void ownWritesAreInTheSnapshotAtOnce() {
    for (int i = 0; i < 30; i++) {
      String value = Integer.toString(i);
      success(store.annotate(id, Map.of("n", Optional.of(value))));

      assertThat(success(store.get(id)).annotation("n")).contains(value);
    }
  }

  @Test
  void tellsListenersWhatExistsThenEachChangeInOrder() {
    List<String> heard = new CopyOnWriteArrayList<>();
    store.watch(new Heard(heard));
    assertThat(heard).containsExactly("+ ", "synced");

    success(others.annotate(id, Map.of("n", Optional.of("1"))));
    success(others.annotate(id, Map.of("n", Optional.of("2"))));
    success(others.delete(id));

    await().untilAsserted(() -> assertThat(heard).endsWith("+ 1", "+ 2", "- shop"));
    assertThat(success(store.list())).isEmpty();
  }

  @Test
  void missesNothingWhenItsStreamBreaks() {
    List<String> heard = new CopyOnWriteArrayList<>();
    store.watch(new Heard(heard));
    for (int i = 0; i < 5; i++) {
      api.cutStreams();
      String value = Integer.toString(i);
      success(others.annotate(id, Map.of("n", Optional.of(value))));
      await().until(() -> heard.contains("+ " + value));
    }
  }

  @Test
  void listsAgainWhereTheServerHasForgotten() {
    List<String> heard = new CopyOnWriteArrayList<>();
    store.watch(new Heard(heard));

    api.forget();
    success(others.delete(id));
    api.cutStreams();

    await().until(() -> heard.contains("- shop"));
  }

  @Test
  void listsPlainlyWhereTheServerRefusesToStream() throws InterruptedException {
    FlakyApi old = new FlakyApi(Plane.api());
    old.refuseStreamedLists();
    WatchedApplicationStore plain =
        new WatchedApplicationStore(new Resources(old), ApplicationScope.of(namespace));
    try (ResourceWatch _ = follow(plain, old)) {
      success(others.annotate(id, Map.of("n", Optional.of("late"))));

      await().until(() -> success(plain.get(id)).annotation("n").isPresent());
    }
  }

  @Test
  void showsOnlyTheNamespacesThatMatch() throws InterruptedException {
    String other = Plane.freshNamespace();
    String foreign = Plane.freshNamespace();
    for (String place : List.of(other, foreign)) {
      success(
          others.create(DirectApplicationStoreTest.shop().with(place, "metadata", "namespace")));
    }
    ApplicationScope scope =
        new ApplicationScope(namespace, List.of(other.substring(0, other.length() - 1) + "*"));
    WatchedApplicationStore wide = new WatchedApplicationStore(new Resources(api), scope);
    try (ResourceWatch _ = follow(wide, api)) {
      assertThat(success(wide.list()))
          .extracting(application -> application.id().namespace())
          .contains(namespace, other)
          .doesNotContain(foreign);
    }
  }

  private record Heard(List<String> heard) implements Listener {
    @Override
    public void upserted(Application application) {
      heard.add("+ " + application.annotation("n").orElse(""));
    }

    @Override
    public void removed(ApplicationId id) {
      heard.add("- " + id.name());
    }

    @Override
    public void synced() {
      heard.add("synced");
    }
  }
}
