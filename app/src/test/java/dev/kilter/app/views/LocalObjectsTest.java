package dev.kilter.app.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose objects one may look at, and what stands before a deletion by hand. */
class LocalObjectsTest {
  private final ViewsScene scene = new ViewsScene();
  private final ApplicationId web = scene.web.id();
  private final LocalObjects objects = scene.objects;

  private static Failure failure(Result<?> result) {
    return result instanceof Result.Failed<?>(var failure)
        ? failure
        : new Failure.Defect("it succeeded: " + result);
  }

  @Test
  void showsItsOwnWithSecretsMasked() {
    assertThat(objects.get(web, ViewsScene.SECRET).toString())
        .contains("token", "++++")
        .doesNotContain(ViewsScene.PASSWORD);
  }

  @Test
  void whatIsNotInTheTreeDoesNotExist() {
    assertThat(failure(objects.get(web, ViewsScene.OTHER))).isInstanceOf(Failure.NotFound.class);
    assertThat(failure(objects.events(web, ViewsScene.OTHER))).isInstanceOf(Failure.NotFound.class);
    assertThat(failure(objects.delete(web, ViewsScene.OTHER, false, "ana")))
        .isInstanceOf(Failure.NotFound.class);
    assertThat(scene.cluster.object(ViewsScene.OTHER)).isPresent();
  }

  /** Deleted and made anew under the same name: that is another object. */
  @Test
  void theSameNameWithAnotherUidIsNotIt() {
    scene.replaceSecret();
    assertThat(failure(objects.get(web, ViewsScene.SECRET))).isInstanceOf(Failure.NotFound.class);
    assertThat(failure(objects.delete(web, ViewsScene.SECRET, false, "ana")))
        .isInstanceOf(Failure.NotFound.class);
    assertThat(scene.cluster.object(ViewsScene.SECRET)).isPresent();
  }

  @Test
  void rememberedFirstThenDeleted() {
    assertThat(objects.delete(web, ViewsScene.SECRET, false, "ana")).isEqualTo(Result.done());
    assertThat(scene.cluster.object(ViewsScene.SECRET)).isEmpty();
    assertThat(scene.tombstones.of(web))
        .singleElement()
        .satisfies(batch -> {
          assertThat(batch.reason()).isEqualTo("deleted by ana");
          assertThat(batch.objects()).hasSize(1);
        });
  }

  @Test
  void notDeletedWhereItCannotBeRemembered() {
    scene.tombstones.refuse(Optional.of(new Failure.Conflict("full")));
    assertThat(failure(objects.delete(web, ViewsScene.SECRET, false, "ana")))
        .isInstanceOf(Failure.Conflict.class);
    assertThat(scene.cluster.object(ViewsScene.SECRET)).isPresent();
  }

  /** The answer was lost: nobody is told that it is gone. */
  @Test
  void aLostReplyIsNoSuccess() {
    scene.cluster.loseReplies(true);
    assertThat(failure(objects.delete(web, ViewsScene.SECRET, false, "ana")))
        .isInstanceOf(Failure.ClusterUnreachable.class);
  }
}
