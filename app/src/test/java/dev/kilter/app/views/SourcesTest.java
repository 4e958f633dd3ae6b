package dev.kilter.app.views;

import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.model.application.Application;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.application.TestSettings;
import dev.kilter.testkit.git.ScriptedGit;
import dev.kilter.testkit.render.FolderRenderer;
import dev.kilter.testkit.store.InMemoryCredentials;
import dev.kilter.testkit.store.InMemorySettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What several sources come to at revisions that someone wants to look at. */
class SourcesTest {
  private static final String SHOP = "https://git.example/shop";
  private static final String VALUES = "https://git.example/values";

  private final ScriptedGit git = new ScriptedGit();
  private final Sources sources =
      new Sources(
          git,
          new FolderRenderer(),
          new InMemoryCredentials(),
          new InMemorySettings(TestSettings.DEFAULT),
          _ -> Result.success(ApiResources.NONE),
          "argocd");

  private final Application application =
      application("web").values("$values/v.yaml").alsoReferring(VALUES, "values", "more").build();

  @Test
  void eachSourceIsReadAtItsOwnRevision() {
    String own = git.commit(SHOP, "main", Map.of("web/m.yaml", map("web1")));
    String old =
        git.commit(VALUES, "main", Map.of("v.yaml", map("values1"), "more/m.yaml", map("more1")));
    git.commit(SHOP, "main", Map.of("web/m.yaml", map("web2")));
    git.commit(VALUES, "main", Map.of("v.yaml", map("values2"), "more/m.yaml", map("more2")));

    assertThat(names(List.of())).containsExactly("web2", "values2", "more2");
    assertThat(names(List.of("", old))).containsExactly("web2", "values1", "more1");
    assertThat(names(List.of(own))).containsExactly("web1", "values2", "more2");
    assertThat(names(List.of(own, old))).containsExactly("web1", "values1", "more1");
  }

  @Test
  void aRevisionThatIsMissingFailsTheLook() {
    git.commit(SHOP, "main", Map.of("web/m.yaml", map("web1")));
    git.commit(VALUES, "main", Map.of("v.yaml", map("values1"), "more/m.yaml", map("more1")));

    Result<List<Manifest>> result = sources.render(snapshot(), List.of("", "nowhere"));
    assertThat(result instanceof Result.Failed<List<Manifest>>(Failure.RevisionMissing _)).isTrue();
  }

  private List<String> names(List<String> revisions) {
    return sources.render(snapshot(), revisions) instanceof Result.Success<List<Manifest>>(var all)
        ? all.stream().map(Manifest::name).toList()
        : List.of();
  }

  private ApplicationSnapshot snapshot() {
    return new ApplicationSnapshot(
        application,
        "https://kubernetes.default.svc",
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        0);
  }

  private static String map(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n";
  }
}
