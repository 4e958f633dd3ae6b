package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Document;
import dev.kilter.codec.Json;
import dev.kilter.model.application.Application;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.source.Commit;
import dev.kilter.model.view.ApplicationViews.Node;
import dev.kilter.server.openapi.About;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Single objects of an application, as they are now, and the commits behind it. */
final class ObjectEndpoints {
  private final Ports ports;
  private final Lookup lookup;

  ObjectEndpoints(Ports ports, Lookup lookup) {
    this.ports = ports;
    this.lookup = lookup;
  }

  void mount(Router router) {
    String root = "/api/v1/applications/{name}";
    router.on(
        "GET",
        root + "/resource",
        About.of("ApplicationService_GetResource", "applicationApplicationResourceResponse")
            .asks("group", "kind", "namespace", "resourceName"),
        this::get);
    router.on(
        "DELETE",
        root + "/resource",
        About.of("ApplicationService_DeleteResource", "applicationApplicationResponse")
            .asks("group", "kind", "namespace", "resourceName", "orphan:boolean"),
        this::delete);
    router.on(
        "GET",
        root + "/events",
        About.of("ApplicationService_ListResourceEvents", "v1EventList").asks("resourceUID"),
        this::events);
    router.on(
        "GET",
        root + "/revisions/{revision}/metadata",
        About.of("ApplicationService_RevisionMetadata", "v1alpha1RevisionMetadata")
            .asks("sourceIndex:integer"),
        this::metadata);
  }

  private Answer get(Request request) {
    Application application = lookup.application(request);
    Manifest live =
        Problems.unwrap(
            ports.objects().get(application.id(), key(request)), application.id().name());
    return Answer.ok(Map.of("manifest", Json.text(live.root())));
  }

  private Answer delete(Request request) {
    Application application = lookup.application(request);
    ResourceKey key = key(request);
    requireDelete(request.caller(), key, lookup.object(application));
    Problems.unwrap(
        ports
            .objects()
            .delete(
                application.id(), key, request.call().flag("orphan"), request.caller().username()),
        application.id().name());
    return Answer.ok(Map.of());
  }

  /**
   * Since Argo CD 3 the right to delete an application does not reach its objects, unless {@code
   * server.rbac.disableApplicationFineGrainedRBACInheritance} says so.
   */
  private void requireDelete(Caller caller, ResourceKey key, String application) {
    boolean inherited =
        !ports.switches().get().fineGrained()
            && caller.may(Lookup.APPLICATIONS, "delete", application);
    if (!inherited) {
      String action =
          "delete/" + key.group() + "/" + key.kind() + "/" + key.namespace() + "/" + key.name();
      caller.require(Lookup.APPLICATIONS, action, application);
    }
  }

  private static ResourceKey key(Request request) {
    return new ResourceKey(
        request.query("group"),
        request.query("kind"),
        request.query("namespace"),
        request.query("resourceName"));
  }

  /** Of the application itself, or of the object with this uid. */
  private Answer events(Request request) {
    Application application = lookup.application(request);
    String uid = request.query("resourceUID");
    List<Manifest> events =
        uid.isEmpty()
            ? Problems.unwrap(ports.eventReader().events(application))
            : Problems.unwrap(
                ports.objects().events(application.id(), withUid(application, uid)),
                application.id().name());
    return Answer.ok(Map.of("items", events.stream().map(Manifest::root).toList()));
  }

  private ResourceKey withUid(Application application, String uid) {
    return Problems.unwrap(ports.views().tree(application.id()), application.id().name()).stream()
        .filter(node -> node.uid().equals(uid))
        .map(Node::key)
        .findFirst()
        .orElseThrow(() ->
            Problems.of(
                    new Failure.NotFound("No object of this application has the uid " + uid + "."),
                    application.id().name())
                .exception());
  }

  /** RevisionMetadata. */
  private Answer metadata(Request request) {
    Application application = lookup.application(request);
    Commit commit =
        Problems.unwrap(
            ports
                .objects()
                .commit(
                    application.id(),
                    number(request, "sourceIndex"),
                    request.parameter("revision")),
            application.id().name());
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("author", commit.author());
    tree.put("date", commit.date().toString());
    tree.put("message", commit.message());
    return Answer.ok(new Document(tree).compact().root());
  }

  private static int number(Request request, String name) {
    return Optional.of(request.query(name))
        .filter(text -> !text.isEmpty())
        .map(Integer::parseInt)
        .orElse(0);
  }
}
