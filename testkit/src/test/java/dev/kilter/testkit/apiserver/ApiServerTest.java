package dev.kilter.testkit.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the model server offers beside the answers, to which its contract holds it. */
class ApiServerTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private final ApiServer server = new ApiServer("https://model", NOON);

  private static Manifest send(KubernetesApi api, String method, String path, String json) {
    String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    try {
      ApiResponse response =
          api.send(ApiRequest.of(method, path, type, json.getBytes(StandardCharsets.UTF_8)));
      return Manifest.of(Json.object(response.content()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> drained(Watch watch) {
    List<String> events = new ArrayList<>();
    for (var event = watch.pollTree(); event.isPresent(); event = watch.pollTree()) {
      Manifest object = Manifest.of(event.get().map("object"));
      events.add(event.get().text("type").orElse("") + " " + object.name());
    }
    return events;
  }

  @Test
  void recordsWhoSentWhatAndWhatCameOfIt() {
    send(server.as("someone/1.0"), "POST", MAPS, "{\"metadata\":{\"name\":\"a\"}}");
    send(server, "PATCH", MAPS + "/a", "{\"data\":{\"k\":\"v\"}}");
    assertThat(server.history()).hasSize(2);
    Exchange creation = server.history().getFirst();
    assertThat(creation.agent()).isEqualTo("someone/1.0");
    assertThat(creation.change().before()).isEmpty();
    assertThat(creation.change().after().orElseThrow().name()).isEqualTo("a");
    Exchange patch = server.history().getLast();
    assertThat(patch.change().before()).isEqualTo(creation.change().after());
    assertThat(patch.change().after().orElseThrow().text("data", "k")).contains("v");
    assertThat(patch.revision()).isEqualTo(creation.revision() + 1);
  }

  @Test
  void forksGoTheirOwnWays() {
    send(server, "POST", MAPS, "{\"metadata\":{\"name\":\"a\"}}");
    ApiServer fork = server.fork(NOON);
    send(fork, "DELETE", MAPS + "/a", "{}");
    assertThat(fork.objects()).hasSize(server.objects().size() - 1);
    Manifest here = send(server, "POST", MAPS, "{\"metadata\":{\"generateName\":\"b-\"}}");
    Manifest there = send(fork, "POST", MAPS, "{\"metadata\":{\"generateName\":\"b-\"}}");
    assertThat(here.uid()).isEqualTo(there.uid());
    assertThat(here.name()).isEqualTo(there.name()).matches("b-[a-z0-9]{5}");
  }

  @Test
  void watchesArePulledAndOutliveACompaction() {
    Watch watch = server.open(ApiRequest.get(MAPS + "?watch=1"));
    String past = Long.toString(server.revision());
    send(server, "POST", MAPS, "{\"metadata\":{\"name\":\"a\"}}");
    server.compact();
    send(server, "DELETE", MAPS + "/a", "{}");
    assertThat(drained(watch)).containsExactly("ADDED a", "DELETED a");
    assertThat(watch.isOver()).isFalse();
    Watch late = server.open(ApiRequest.get(MAPS + "?watch=1&resourceVersion=" + past));
    assertThat(late.poll()).hasValueSatisfying(line -> assertThat(line).contains("\"code\":410"));
    assertThat(late.isOver()).isTrue();
  }

  @Test
  void controllersActOneStepAtATime() {
    Manifest owner = send(server, "POST", MAPS, "{\"metadata\":{\"name\":\"owner\"}}");
    String reference =
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"owner\",\"uid\":\"%s\"}"
            .formatted(owner.uid());
    for (String name : List.of("x", "y")) {
      send(
          server,
          "POST",
          MAPS,
          "{\"metadata\":{\"name\":\"%s\",\"ownerReferences\":[%s]}}".formatted(name, reference));
    }
    assertThat(server.collectGarbage()).isFalse();
    send(server, "DELETE", MAPS + "/owner", "{}");
    assertThat(server.objects()).extracting(Manifest::name).contains("x", "y");
    assertThat(server.collectGarbage()).isTrue();
    assertThat(server.objects()).extracting(Manifest::name).doesNotContain("x").contains("y");
    assertThat(server.collectGarbage()).isTrue();
    assertThat(server.collectGarbage()).isFalse();
    send(server, "POST", MAPS, "{\"metadata\":{\"name\":\"left\"}}");
    send(server, "DELETE", "/api/v1/namespaces/default", "{}");
    assertThat(server.finishNamespaces()).isTrue();
    assertThat(server.finishNamespaces()).isTrue();
    assertThat(server.finishNamespaces()).isFalse();
    assertThat(server.objects()).extracting(Manifest::name).containsExactly("kube-system");
  }
}
