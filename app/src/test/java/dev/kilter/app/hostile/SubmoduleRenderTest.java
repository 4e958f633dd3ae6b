package dev.kilter.app.hostile;

import static dev.kilter.app.hostile.BareRepository.blob;
import static dev.kilter.app.hostile.BareRepository.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.app.hostile.BareRepository.Line;
import dev.kilter.git.GitOptions;
import dev.kilter.git.JGitFetcher;
import dev.kilter.git.transport.ReferredAccess;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Source;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.render.ReadSet;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import dev.kilter.model.source.SourceTree;
import dev.kilter.render.SourceRenderer;
import dev.kilter.testkit.application.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What renderers make of submodules, and what of one that cannot be had. */
class SubmoduleRenderTest {
  @TempDir private Path folder;

  private static String map(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\n";
  }

  /** A repository with one own file and a submodule beside it. */
  private Repository shop(ObjectId lib) throws IOException {
    String url =
        new BareRepository(folder.resolve("shop"))
            .commit(into -> {
              String modules = "[submodule \"lib\"]\n path = web/lib\n url = ../lib\n";
              ObjectId web =
                  tree(
                      into,
                      List.of(
                          Line.file("a.yaml", blob(into, map("own"))),
                          new Line(
                              "160000",
                              "lib".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                              lib)));
              return tree(
                  into,
                  List.of(Line.file(".gitmodules", blob(into, modules)), Line.folder("web", web)));
            });
    return Repository.open(url);
  }

  private JGitFetcher fetcher() throws IOException {
    return new JGitFetcher(
        new GitOptions(
            folder.resolve("cache"),
            () -> TestSettings.DEFAULT.sources(),
            () -> Duration.ZERO,
            () -> "",
            _ -> "",
            Map::of,
            ReferredAccess.OPEN,
            InstantSource.system()));
  }

  private static String head(JGitFetcher fetcher, Repository repository) {
    return fetcher.resolve(repository, "main", "", Freshness.FORCED)
            instanceof Result.Success<String>(var commit)
        ? commit
        : "";
  }

  private static Rendering rendered(JGitFetcher fetcher, Repository repository, boolean recurse) {
    if (!(fetcher.tree(repository, head(fetcher, repository))
        instanceof Result.Success<SourceTree>(var tree))) {
      throw new AssertionError("there is no tree");
    }
    Source source =
        Source.of(
            Manifest.of(
                Map.of(
                    "repoURL", repository.url(),
                    "path", "web",
                    "directory", Map.of("recurse", recurse))));
    return new SourceRenderer()
        .render(
            new RenderRequest(
                tree,
                source,
                Map.of(),
                new ApplicationId("argocd", "shop"),
                "shop",
                "shop",
                "default",
                () -> Result.success(ApiResources.NONE),
                TestSettings.DEFAULT.sources(),
                false));
  }

  @Test
  void rendersTheFilesOfASubmodule() throws IOException {
    String url =
        new BareRepository(folder.resolve("lib"))
            .commit(into -> tree(into, List.of(Line.file("b.yaml", blob(into, map("lent"))))));
    try (JGitFetcher fetcher = fetcher()) {
      String lib = head(fetcher, Repository.open(url));
      Repository shop = shop(ObjectId.fromString(lib));
      assertThat(rendered(fetcher, shop, true))
          .isInstanceOfSatisfying(
              Rendering.Rendered.class,
              rendering -> {
                assertThat(rendering.manifests())
                    .extracting(Manifest::name)
                    .contains("own", "lent");
                ReadSet read = rendering.reads().own();
                assertThat(read.objectIds()).containsKey(".gitmodules");
                assertThat(read.objectIds().keySet())
                    .as("a commit settles all that is in it")
                    .noneMatch(path -> path.startsWith("web/lib/"));
                assertThat(read.touchedBy(List.of("web/lib"))).isTrue();
              });
    }
  }

  @Test
  void aSubmoduleThatCannotBeHadFailsWhatReadsItAndNothingElse() throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    ObjectId gone = ObjectId.fromString("9f31c2a0000000000000000000000000000000aa");
    try (JGitFetcher fetcher = fetcher()) {
      Repository shop = shop(gone);
      assertThat(rendered(fetcher, shop, true))
          .isInstanceOfSatisfying(
              Rendering.Failed.class,
              failed -> {
                assertThat(failed.failure()).isInstanceOf(Failure.RepositoryUnreachable.class);
                assertThat(failed.failure().message())
                    .startsWith("the submodule 'web/lib': repository file://")
                    .endsWith("there is no Git repository");
              });
      assertThat(rendered(fetcher, shop, false)).isInstanceOf(Rendering.Rendered.class);
    }
  }
}
