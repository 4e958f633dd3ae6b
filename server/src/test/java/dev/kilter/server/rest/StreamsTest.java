package dev.kilter.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.codec.Json;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.FleetViews;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What followers are told, and from where they can go on. */
class StreamsTest {
  private final Fixture fixture = new Fixture();
  private final List<Thread> followers = new ArrayList<>();
  private Consumer<ApplicationId> moved = _ -> {};
  private Access access = Access.OWNER;

  @BeforeEach
  void start() {
    fixture.fleet =
        new FleetViews() {
          @Override
          public Result<Explained> brief(ApplicationId id) {
            return Result.failed(new Failure.ControllerAbsent("not here"));
          }

          @Override
          public Result<List<ClusterState>> clusters() {
            return Result.success(List.of());
          }

          @Override
          public void listen(Consumer<ApplicationId> changed) {
            moved = changed;
          }
        };
    fixture.applications.put(Fixture.yaml(KilterApiTest.APPLICATION));
  }

  @AfterEach
  void stop() {
    followers.forEach(Thread::interrupt);
  }

  /** Events as they come: {@code id|name|data}. */
  private BlockingQueue<String> follow(KilterApi api, Call call) {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    followers.add(
        Thread.ofVirtual()
            .start(() -> {
              try {
                api.follow(
                    call,
                    new Caller("ana", access),
                    (id, name, data) -> events.add(id + "|" + name + "|" + Json.text(data)));
              } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
    return events;
  }

  private static Call browser(String... topics) {
    Call call = Call.get("/api/v1/ext/stream");
    for (String topic : topics) {
      call = call.with("topics", topic);
    }
    return call;
  }

  private static String name(String event) {
    return event.split("\\|", 3)[1];
  }

  private static Document data(String event) {
    try {
      return Document.of(Json.parse(event.split("\\|", 3)[2]));
    } catch (dev.kilter.codec.CodecException e) {
      throw new AssertionError(event, e);
    }
  }

  private void degrade() {
    fixture.applications.put(
        fixture.applications.tree("shop").with("Missing", "status", "health", "status"));
  }

  @Test
  void aBrowserHearsOfRowsThatChanged() throws Exception {
    KilterApi api = fixture.api();
    Document fleet = new Document(api.answer(Call.get("/api/v1/ext/fleet"), ana()).tree());
    BlockingQueue<String> events =
        follow(api, browser("fleet").with("after", fleet.text("cursor")));
    assertThat(name(events.take())).isEqualTo("beat");

    degrade();

    String event = events.take();
    assertThat(name(event)).isEqualTo("fleet");
    assertThat(Json.text(data(event).root())).contains("\"Missing\"").contains("\"remove\":[]");

    fixture.applications.delete(new ApplicationId("argocd", "shop"));
    assertThat(Json.text(data(events.take()).root()))
        .contains("\"upsert\":[],\"remove\":[\"argocd/shop\"]");
  }

  /** Below the surface only the tree moved: the row is not sent again. */
  @Test
  void aBrowserReadsAgainOnlyWhatItShows() throws Exception {
    KilterApi api = fixture.api();
    BlockingQueue<String> events = follow(api, browser("fleet", "app/argocd/shop"));
    assertThat(name(events.take())).isEqualTo("beat");

    degrade();
    assertThat(events.take())
        .contains("|app|{\"id\":\"argocd/shop\",\"what\":[\"application\",\"tree\"]}");
    assertThat(name(events.take())).isEqualTo("fleet");

    moved.accept(new ApplicationId("argocd", "shop"));
    assertThat(events.take()).contains("|app|{\"id\":\"argocd/shop\",\"what\":[\"tree\"]}");
    moved.accept(new ApplicationId("argocd", "shop"));
    assertThat(name(events.take())).isEqualTo("app");
  }

  @Test
  void itGoesOnWhereItWasAndStartsAgainWhereNobodyKnows() throws Exception {
    KilterApi api = fixture.api();
    BlockingQueue<String> first = follow(api, browser("fleet"));
    String id = first.take().split("\\|", 2)[0];
    degrade();
    assertThat(name(first.take())).isEqualTo("fleet");

    BlockingQueue<String> again = follow(api, browser("fleet").with("after", id));
    assertThat(name(again.take())).isEqualTo("beat");
    assertThat(name(again.take())).isEqualTo("fleet");

    BlockingQueue<String> stranger = follow(api, browser("fleet").with("after", "other.7"));
    assertThat(name(stranger.take())).isEqualTo("reset");
  }

  @Test
  void nobodyHearsOfWhatTheyMayNotSee() throws Exception {
    KilterApi api = fixture.api();
    access = (_, _, object) -> !object.equals("default/shop");
    BlockingQueue<String> events = follow(api, browser("fleet", "app/argocd/shop"));
    assertThat(name(events.take())).isEqualTo("beat");

    degrade();
    fixture.applications.put(
        Fixture.yaml(KilterApiTest.APPLICATION.replace("name: shop\n", "name: web\n")));

    assertThat(events.take()).contains("\"argocd\",\"web\"").doesNotContain("\"argocd\",\"shop\"");
  }

  @Test
  void argoCdsWatchTellsWhatIsThereThenWhatHappens() throws Exception {
    BlockingQueue<String> events =
        follow(fixture.api(), Call.get("/api/v1/stream/applications").with("name", "shop"));
    assertThat(type(events.take())).isEqualTo("ADDED");
    assertThat(data(events.take()).root()).isEmpty();
    degrade();
    assertThat(type(events.take())).isEqualTo("MODIFIED");
    fixture.applications.delete(new ApplicationId("argocd", "shop"));
    assertThat(type(events.take())).isEqualTo("DELETED");
  }

  private static String type(String event) {
    return data(event).text("result", "type");
  }

  private Caller ana() {
    return new Caller("ana", access);
  }

  @Test
  void aRowIsWhatItsColumnsSay() {
    Document fleet =
        new Document(fixture.api().answer(Call.get("/api/v1/ext/fleet"), ana()).tree());
    List<?> columns = (List<?>) fleet.at("columns").orElseThrow();
    List<?> row = (List<?>) ((List<?>) fleet.at("rows").orElseThrow()).getFirst();
    assertThat(row).hasSameSizeAs(columns);
    Map<String, Object> cells = new java.util.TreeMap<>();
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) != null) {
        cells.put((String) columns.get(i), row.get(i));
      }
    }
    assertThat(cells)
        .containsEntry("name", "shop")
        .containsEntry("cluster", "in-cluster")
        .containsEntry("sync", "OutOfSync")
        .containsEntry("health", "Degraded")
        .containsEntry("headline", "\"shop\" is OutOfSync and Degraded.")
        .containsEntry("lastAt", "2026-11-21T10:00:00Z");
  }
}
