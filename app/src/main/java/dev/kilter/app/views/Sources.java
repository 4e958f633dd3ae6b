package dev.kilter.app.views;

import dev.kilter.control.message.RepositoryKey;
import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.Source;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.render.ManifestRenderer;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.source.Commit;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher;
import dev.kilter.model.source.SourceFetcher.Freshness;
import dev.kilter.model.source.SourceTree;
import dev.kilter.model.store.CredentialStore;
import dev.kilter.model.store.SettingsStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Asks Git and the renderers on behalf of a view: another revision, a commit's author. */
public final class Sources {
  private final SourceFetcher fetcher;
  private final ManifestRenderer renderer;
  private final CredentialStore credentials;
  private final SettingsStore settings;
  private final Function<String, Result<ApiResources>> kinds;
  private final String namespace;

  public Sources(
      SourceFetcher fetcher,
      ManifestRenderer renderer,
      CredentialStore credentials,
      SettingsStore settings,
      Function<String, Result<ApiResources>> kinds,
      String namespace) {
    this.fetcher = fetcher;
    this.renderer = renderer;
    this.credentials = credentials;
    this.settings = settings;
    this.kinds = kinds;
    this.namespace = namespace;
  }

  /** A commit for each source; an empty or missing revision stands for what the source tracks. */
  Result<List<String>> resolve(ApplicationSnapshot snapshot, List<String> revisions) {
    List<Source> sources = snapshot.application().spec().sources();
    List<String> commits = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      String asked = i < revisions.size() ? revisions.get(i) : "";
      Source source = sources.get(i);
      Result<String> commit =
          fetcher.resolve(
              repository(snapshot.application(), source),
              asked.isEmpty() ? source.revisionOrHead() : asked,
              source.tagPrefix(),
              Freshness.FORCED);
      switch (commit) {
        case Result.Success<String>(var sha) -> commits.add(sha);
        case Result.Failed<String>(var failure) -> {
          return Result.failed(failure);
        }
      }
    }
    return Result.success(commits);
  }

  /** What the application would deploy with its sources at the revisions, as rendered. */
  Result<List<Manifest>> render(ApplicationSnapshot snapshot, List<String> revisions) {
    return items(snapshot, revisions)
        .map(items -> items.stream().map(Rendering.Rendered.Item::manifest).toList());
  }

  /** The same, each with the file that it stands in. */
  Result<List<Rendering.Rendered.Item>> items(
      ApplicationSnapshot snapshot, List<String> revisions) {
    return resolve(snapshot, revisions).then(commits -> at(snapshot, commits));
  }

  private Result<List<Rendering.Rendered.Item>> at(
      ApplicationSnapshot snapshot, List<String> commits) {
    Application application = snapshot.application();
    List<Source> sources = application.spec().sources();
    List<SourceTree> trees = new ArrayList<>();
    Map<String, RenderRequest.Reference> references = new HashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      Source source = sources.get(i);
      switch (fetcher.tree(repository(application, source), commits.get(i))) {
        case Result.Failed<SourceTree>(var failure) -> {
          return Result.failed(failure);
        }
        case Result.Success<SourceTree>(var tree) -> {
          trees.add(tree);
          if (source.isReference()) {
            references.put(source.ref(), new RenderRequest.Reference(source, tree));
          }
        }
      }
    }
    List<Rendering.Rendered.Item> items = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      RenderRequest request =
          request(snapshot, sources.get(i), trees.get(i), Map.copyOf(references));
      switch (renderer.render(request)) {
        case Rendering.Rendered rendered -> items.addAll(rendered.items());
        case Rendering.Empty _ -> {}
        case Rendering.Failed(var failure) -> {
          return Result.failed(failure);
        }
      }
    }
    return Result.success(items);
  }

  private RenderRequest request(
      ApplicationSnapshot snapshot,
      Source source,
      SourceTree tree,
      Map<String, RenderRequest.Reference> references) {
    Application application = snapshot.application();
    return new RenderRequest(
        tree,
        source,
        references,
        application.id(),
        application.id().instanceName(namespace),
        application.spec().destination().namespace(),
        application.spec().project(),
        () -> kinds.apply(snapshot.server()),
        settings.current().sources(),
        false);
  }

  /** Of the source at this place in the spec. Failures: NotFound, and those of the repository. */
  Result<Commit> commit(ApplicationSnapshot snapshot, int place, String sha) {
    List<Source> all = snapshot.application().spec().sources();
    return place < 0 || place >= all.size()
        ? Result.failed(new Failure.NotFound("There is no source " + place + "."))
        : fetcher.commit(repository(snapshot.application(), all.get(place)), sha);
  }

  /** Author and message of a commit of the first source; empty where it cannot be read. */
  Optional<Commit> commit(Application application, String sha) {
    if (sha.isEmpty() || application.spec().sources().isEmpty()) {
      return Optional.empty();
    }
    Source source = application.spec().sources().getFirst();
    return fetcher.commit(repository(application, source), sha)
            instanceof Result.Success<Commit>(var commit)
        ? Optional.of(commit)
        : Optional.empty();
  }

  private Repository repository(Application application, Source source) {
    RepositoryKey key = RepositoryKey.of(source, application.spec().project());
    return key.wanted(credentials.repository(key.url(), key.project()));
  }
}
