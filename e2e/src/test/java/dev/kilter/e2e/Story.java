package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.Annotations;
import java.time.Instant;

/** What a controller is killed in the middle of. */
enum Story {
  /** A namespace, a hook that runs first, and two waves. */
  SYNC {
    @Override
    void prepare(Stage stage) {
      stage
          .write("hook.yaml", Manifests.hook("hook"))
          .write("a.yaml", Manifests.configMap("a", "1"))
          .write("b.yaml", Manifests.waved(Manifests.configMap("b", "1"), 1))
          .write("c.yaml", Manifests.waved(Manifests.configMap("c", "1"), 1));
    }

    @Override
    void play(Stage stage) {
      String commit = stage.commit();
      stage.create();
      stage.awaitSynced(commit, 1);
    }
  },

  /** One deletion that is made at once, and one that waits for a confirmation. */
  PRUNE {
    @Override
    void prepare(Stage stage) {
      stage
          .write("a.yaml", Manifests.configMap("a", "1"))
          .write("b.yaml", Manifests.configMap("b", "1"))
          .write("claim.yaml", Manifests.volumeClaim("claim"));
      String commit = stage.commit();
      stage.create();
      stage.awaitSynced(commit, 1);
    }

    @Override
    void play(Stage stage) {
      String commit = stage.remove("b.yaml").remove("claim.yaml").commit();
      stage.kilter().awaitCondition(stage.name(), "DeletionHeldWarning", "claim");
      stage.annotate(Annotations.DELETION_APPROVED, Instant.now().plusSeconds(1).toString());
      stage.awaitSynced(commit, 3);
    }
  },

  /** An application takes its objects along. */
  DELETE {
    @Override
    void prepare(Stage stage) {
      stage
          .write("a.yaml", Manifests.configMap("a", "1"))
          .write("b.yaml", Manifests.configMap("b", "1"))
          .write("claim.yaml", Manifests.volumeClaim("claim"));
      String commit = stage.commit();
      stage.create();
      stage.awaitSynced(commit, 1);
      stage.patch("{\"metadata\":{\"finalizers\":[\"" + Annotations.FINALIZER + "\"]}}");
    }

    @Override
    void play(Stage stage) {
      stage.delete();
      stage.kilter().await(() -> assertThat(stage.kilter().exists(stage.resource())).isFalse());
    }
  },

  /** Back to the version before, held there, and forward again. */
  ROLLBACK {
    @Override
    void prepare(Stage stage) {
      String first = stage.write("a.yaml", Manifests.configMap("a", "1")).commit();
      stage.create();
      stage.awaitSynced(first, 1);
      String second = stage.write("a.yaml", Manifests.configMap("a", "2")).commit();
      stage.awaitSynced(second, 2);
    }

    @Override
    void play(Stage stage) {
      stage.kilter().out("app", "rollback", stage.name(), "--hold", "--async");
      stage.awaitValue("a", "1");
      stage.kilter().awaitCondition(stage.name(), "HeldWarning", "rollback");
      stage
          .kilter()
          .awaitApplication(
              stage.name(),
              application -> {
                assertThat(application.at("/status/history").size()).isEqualTo(3);
                assertThat(application.at("/status/sync/status").asText()).isEqualTo("OutOfSync");
              });
      stage.awaitValue("a", "1");
      stage.kilter().out("app", "resume", stage.name());
      stage.awaitValue("a", "2");
      stage
          .kilter()
          .awaitApplication(
              stage.name(),
              application -> {
                assertThat(application.at("/status/history").size()).isEqualTo(4);
                assertThat(application.at("/status/sync/status").asText()).isEqualTo("Synced");
              });
    }
  };

  abstract void prepare(Stage stage);

  /** From the first change to the last consequence, whoever carries it out. */
  abstract void play(Stage stage);
}
