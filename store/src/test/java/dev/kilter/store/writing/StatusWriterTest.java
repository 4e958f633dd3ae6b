package dev.kilter.store.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.reading.ApplicationReader;
import dev.kilter.store.testing.RandomTrees;
import dev.kilter.store.testing.Samples;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StatusWriterTest {
  @Test
  void writesArgosFieldsAsArgoDoes() {
    Manifest full = Samples.fullApplication();
    Manifest written = Manifest.of(StatusWriter.tree(ApplicationReader.read(full).status()));
    Manifest expected =
        Manifest.of(full.map("status"))
            .without("observedAt") // Argo's own bookkeeping
            .with(full.list("status", "conditions").subList(0, 1), "conditions");

    assertThat(written.root()).isEqualTo(expected.root());
  }

  @Test
  void readsBackWhatItWrote() {
    for (long seed = 0; seed < 3_000; seed++) {
      Manifest mutated = RandomTrees.mutated(Samples.fullApplication(), new Random(seed));
      ApplicationStatus once = again(ApplicationReader.read(mutated).status());

      assertThat(again(once)).as("seed %d", seed).isEqualTo(once);
      assertThat(StatusWriter.tree(again(once)))
          .as("seed %d", seed)
          .isEqualTo(StatusWriter.tree(once));
    }
  }

  @Test
  void losesNothingOfACompleteStatus() {
    Application read = ApplicationReader.read(Samples.fullApplication());

    assertThat(again(read.status())).isEqualTo(read.status());
  }

  @Test
  void writesANewOperationFromItsComponents() {
    var read = ApplicationReader.read(Samples.fullApplication()).operation().orElseThrow();
    var fresh =
        new dev.kilter.model.application.Operation(
            read.sync(), read.initiatedBy(), read.retry(), Manifest.of(Map.of()));

    assertThat(Json.text(OperationWriter.tree(fresh)))
        .isEqualTo(
            """
            {"sync":{"revision":"1111111111111111111111111111111111111111","prune":true,\
            "syncStrategy":{"apply":{"force":true}},\
            "resources":[{"group":"apps","kind":"Deployment","name":"shop"}],\
            "syncOptions":["CreateNamespace=true"],"autoHealAttemptsCount":2},\
            "initiatedBy":{"username":"ada"},\
            "retry":{"limit":1,"backoff":{"duration":"5s","factor":2,"maxDuration":"3m"}}}\
            """);
  }

  private static ApplicationStatus again(ApplicationStatus status) {
    return ApplicationReader.read(Manifest.of(Map.of("status", StatusWriter.tree(status))))
        .status();
  }
}
