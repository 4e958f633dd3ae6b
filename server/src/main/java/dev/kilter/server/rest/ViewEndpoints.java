package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Document;
import dev.kilter.model.application.Application;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.store.Journal;
import dev.kilter.model.view.ApplicationViews;
import dev.kilter.server.openapi.About;
import dev.kilter.server.views.ArgoShapes;
import dev.kilter.server.views.RecordedViews;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the controller sees of an application. Where none answers, the custom resource does as far
 * as it can, and the answer says so in {@code kilter.notice}.
 */
final class ViewEndpoints {
  private final Ports ports;
  private final Lookup lookup;

  ViewEndpoints(Ports ports, Lookup lookup) {
    this.ports = ports;
    this.lookup = lookup;
  }

  void mount(Router router) {
    String root = "/api/v1/applications/{name}";
    String extension = "/api/v1/ext/applications/{name}";
    router.on(
        "GET",
        root + "/resource-tree",
        About.of("ApplicationService_ResourceTree", "v1alpha1ApplicationTree"),
        this::tree);
    router.on(
        "GET",
        root + "/managed-resources",
        About.of("ApplicationService_ManagedResources", "applicationManagedResourcesResponse")
            .asks("revision", "revisions[]", "sourcePositions[]"),
        this::managedResources);
    router.on(
        "GET",
        root + "/manifests",
        About.of("ApplicationService_GetManifests", "repositoryManifestResponse")
            .asks("revision", "revisions[]", "sourcePositions[]"),
        this::manifests);
    router.on(
        "GET",
        extension + "/explain",
        About.of("FleetService_Explain", "Explained"),
        this::explain);
    router.on(
        "GET", extension + "/journal", About.of("FleetService_Journal", "Journal"), this::journal);
  }

  private Answer tree(Request request) {
    return answer(
        request, ApplicationViews::tree, RecordedViews::tree, (nodes, _) -> ArgoShapes.tree(nodes));
  }

  /** Of another revision the custom resource says nothing, so there the controller must answer. */
  private Answer managedResources(Request request) {
    Application application = lookup.application(request);
    List<String> revisions = AskedRevisions.of(application, request);
    if (!revisions.isEmpty()) {
      return Answer.ok(
          ArgoShapes.managedResources(
              Problems.unwrap(
                  ports.views().managedResources(application.id(), revisions),
                  application.id().name())));
    }
    return answer(
        request,
        (views, id) -> views.managedResources(id, List.of()),
        RecordedViews::managedResources,
        (items, _) -> ArgoShapes.managedResources(items));
  }

  private Answer explain(Request request) {
    return answer(
        request,
        ApplicationViews::explain,
        RecordedViews::explain,
        (explained, application) -> ArgoShapes.explained(explained, application));
  }

  private Answer manifests(Request request) {
    Application application = lookup.application(request);
    List<String> revisions = AskedRevisions.of(application, request);
    String compared = application.status().sync().revisions().stream().findFirst().orElse("");
    String first = revisions.stream().findFirst().orElse("");
    return Answer.ok(
        ArgoShapes.manifests(
            Problems.unwrap(
                ports.views().manifests(application.id(), revisions), application.id().name()),
            first.isEmpty() ? compared : first));
  }

  private <T> Answer answer(
      Request request, View<T> view, Function<Application, T> recorded, Shape<T> shape) {
    Application application = lookup.application(request);
    return switch (view.of(ports.views(), application.id())) {
      case Result.Success<T>(var value) -> Answer.ok(shape.of(value, application));
      case Result.Failed<T>(Failure.ControllerAbsent(var message)) when ports.recorded() ->
          Answer.ok(
              new Document(shape.of(recorded.apply(application), application))
                  .with(
                      message + " This is what the custom resource alone says.", "kilter", "notice")
                  .root());
      case Result.Failed<T>(var failure) ->
          throw Problems.of(failure, application.id().name()).exception();
    };
  }

  @FunctionalInterface
  private interface View<T> {
    Result<T> of(ApplicationViews views, dev.kilter.model.application.ApplicationId id);
  }

  @FunctionalInterface
  private interface Shape<T> {
    Map<String, @Nullable Object> of(T value, Application application);
  }

  private Answer journal(Request request) {
    Application application = lookup.application(request);
    List<Journal.Entry> entries = ports.journal().read(application.id());
    return Answer.ok(
        Map.of("entries", entries.reversed().stream().map(JournalShape::tree).toList()));
  }
}
