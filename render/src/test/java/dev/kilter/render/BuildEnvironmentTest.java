package dev.kilter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.render.RenderRequest;
import dev.kilter.render.input.BuildEnvironment;
import dev.kilter.render.input.SourceFolder;
import dev.kilter.render.input.ToolSource;
import dev.kilter.testkit.source.MemoryTree;
import org.junit.jupiter.api.Test;

class BuildEnvironmentTest {
  private final MemoryTree tree = MemoryTree.empty().with("app/a.yaml", "a: 1");
  private final RenderRequest request =
      Renders.request(tree, "path: app\ntargetRevision: main", Renders.ALL_ON);
  private final ToolSource source =
      new ToolSource(request, request.source(), SourceFolder.of(request), "");
  private final BuildEnvironment environment = BuildEnvironment.of(source);

  @Test
  void fillsInWhatIsKnown() {
    assertThat(
            environment.substituted(
                "$ARGOCD_APP_NAME/${ARGOCD_APP_NAMESPACE} $ARGOCD_APP_PROJECT_NAME"
                    + " ${ARGOCD_APP_SOURCE_PATH}@$ARGOCD_APP_SOURCE_TARGET_REVISION"
                    + " $ARGOCD_APP_SOURCE_REPO_URL"))
        .isEqualTo("shop/shop default app@main https://git.example/shop");
    assertThat(source.tree().readSet().commit()).isEmpty();
  }

  @Test
  void remembersThatTheCommitsNameWentIn() {
    assertThat(environment.substituted("v$ARGOCD_APP_REVISION_SHORT."))
        .isEqualTo("v" + tree.commit().substring(0, 7) + ".");
    assertThat(source.tree().readSet().commit()).contains(tree.commit());
  }

  @Test
  void leavesNothingOfWhatIsUnknownAndEscapesDollars() {
    assertThat(environment.substituted("a${HOME}b$1c$$d$PATH-$.e")).isEqualTo("abc$d-$.e");
  }
}
