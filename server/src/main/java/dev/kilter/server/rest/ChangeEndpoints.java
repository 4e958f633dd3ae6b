package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Document;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.server.openapi.About;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creating, changing and deleting applications (Argo CD, server/application/application.go). */
final class ChangeEndpoints {
  private static final int ATTEMPTS = 5;

  private static final String UPDATE = "update";

  private final Ports ports;
  private final Lookup lookup;

  ChangeEndpoints(Ports ports, Lookup lookup) {
    this.ports = ports;
    this.lookup = lookup;
  }

  void mount(Router router) {
    router.on(
        "POST",
        "/api/v1/applications",
        About.of("ApplicationService_Create", "v1alpha1Application")
            .asks("upsert:boolean", "validate:boolean")
            .takes("v1alpha1Application"),
        this::create);
    router.on(
        "PUT",
        "/api/v1/applications/{name}",
        About.of("ApplicationService_Update", "v1alpha1Application")
            .asks("validate:boolean")
            .takes("v1alpha1Application"),
        this::update);
    router.on(
        "PUT",
        "/api/v1/applications/{name}/spec",
        About.of("ApplicationService_UpdateSpec", "v1alpha1ApplicationSpec")
            .asks("validate:boolean")
            .takes("v1alpha1ApplicationSpec"),
        this::updateSpec);
    router.on(
        "PATCH",
        "/api/v1/applications/{name}",
        About.of("ApplicationService_Patch", "v1alpha1Application")
            .asks("validate:boolean")
            .takes("applicationApplicationPatchRequest"),
        this::patch);
    router.on(
        "DELETE",
        "/api/v1/applications/{name}",
        About.of("ApplicationService_Delete", "applicationApplicationResponse")
            .asks("cascade:boolean", "propagationPolicy"),
        this::delete);
  }

  private Answer create(Request request) {
    Manifest wanted = Manifest.of(request.body().root());
    if (wanted.name().isEmpty()) {
      throw Problem.of(ProblemKind.INVALID_INPUT, "application metadata.name is required")
          .saying(
              "The application has no name.",
              "\"metadata.name\" is missing or empty.",
              "kilter app create NAME …")
          .exception();
    }
    ApplicationId id = lookup.id(wanted.namespace(), wanted.name());
    Manifest complete = identified(wanted, id);
    mayCreate(request, complete);
    validate(request, complete);
    return switch (ports.applications().create(complete)) {
      case Result.Success<Application>(var created) -> Answer.ok(created.raw().root());
      case Result.Failed<Application>(Failure.Conflict _) -> existing(request, id, complete);
      case Result.Failed<Application>(var failure) ->
          throw Problems.of(failure, id.name()).exception();
    };
  }

  /** An operation in a new Application runs at once, so it takes the right to sync, too. */
  private void mayCreate(Request request, Manifest wanted) {
    String object = object(wanted);
    request.caller().require(Lookup.APPLICATIONS, "create", object);
    if (wanted.at("operation").isPresent()) {
      request.caller().require(Lookup.APPLICATIONS, "sync", object);
    }
    if (!wanted.list("operation", "sync", "manifests").isEmpty()) {
      request.caller().require(Lookup.APPLICATIONS, "override", object);
    }
  }

  /** Into another project only who may change it there, too (Argo CD, validateAndUpdateApp). */
  private void mayMove(Request request, Manifest wanted) {
    request.caller().require(Lookup.APPLICATIONS, UPDATE, object(wanted));
  }

  private String object(Manifest application) {
    return lookup.object(
        application.text("spec", "project").filter(name -> !name.isEmpty()).orElse("default"),
        new ApplicationId(application.namespace(), application.name()));
  }

  private Answer existing(Request request, ApplicationId id, Manifest wanted) {
    Application existing = lookup.get(id);
    request.caller().require(Lookup.APPLICATIONS, Lookup.GET, lookup.object(existing));
    if (sameWish(existing.raw(), wanted)) {
      return Answer.ok(existing.raw().root());
    }
    if (!request.call().flag("upsert")) {
      throw Problem.of(
              ProblemKind.DIFFERENT_EXISTS,
              "existing application spec is different, use upsert flag to force update")
          .saying(
              "\"" + id.name() + "\" exists already, with another spec.",
              "It stands in namespace \"" + id.namespace() + "\"; nothing was changed.",
              "kilter app create " + id.name() + " … --upsert",
              "kilter app get " + id.name() + " -o yaml")
          .exception();
    }
    request.caller().require(Lookup.APPLICATIONS, UPDATE, lookup.object(existing));
    mayMove(request, wanted);
    return write(wanted.with(existing.resourceVersion(), "metadata", "resourceVersion"));
  }

  private static boolean sameWish(Manifest one, Manifest other) {
    return Objects.equals(one.at("spec"), other.at("spec"))
        && one.labels().equals(other.labels())
        && one.annotations().equals(other.annotations())
        && one.list("metadata", "finalizers").equals(other.list("metadata", "finalizers"));
  }

  private Answer update(Request request) {
    Application existing = lookup.application(request, UPDATE);
    Manifest wanted = identified(Manifest.of(request.body().root()), existing.id());
    mayMove(request, wanted);
    validate(request, wanted);
    return write(wanted);
  }

  private Answer updateSpec(Request request) {
    Application existing = lookup.application(request, UPDATE);
    Manifest changed = existing.raw().with(request.body().root(), "spec");
    mayMove(request, changed);
    validate(request, changed);
    Manifest written = Manifest.of(Document.of(write(changed).tree()).root());
    return Answer.ok(written.map("spec"));
  }

  private Answer patch(Request request) {
    Application existing = lookup.application(request, UPDATE);
    Object patch = parsed(request.body().text("patch"));
    String type = request.body().text("patchType");
    Map<String, @Nullable Object> tree =
        switch (patch) {
          case List<?> operations when !type.equals("merge") ->
              Document.of(TreePatch.applied(existing.raw().root(), operations)).root();
          case Map<?, ?> merge when type.equals("merge") ->
              TreePatch.merged(existing.raw().root(), merge);
          case null, default ->
              throw Problem.of(
                      ProblemKind.INVALID_INPUT,
                      "Only json (a list of operations) and merge (an object) are supported as"
                          + " patches")
                  .saying(
                      "The patch cannot be applied.",
                      "It is neither a JSON list of operations nor a JSON object to merge.",
                      "kubectl -n "
                          + existing.id().namespace()
                          + " edit application "
                          + existing.id().name())
                  .exception();
        };
    Manifest changed = identified(Manifest.of(tree), existing.id());
    mayMove(request, changed);
    validate(request, changed);
    return write(changed);
  }

  private static @Nullable Object parsed(String text) {
    try {
      return Json.parse(text);
    } catch (CodecException e) {
      throw Problem.of(ProblemKind.INVALID_INPUT, "the patch is not JSON: " + e.getMessage())
          .saying(
              "The patch is not JSON.",
              String.valueOf(e.getMessage()),
              "correct the patch and send it again")
          .exception();
    }
  }

  private Answer write(Manifest wanted) {
    return Answer.ok(
        Problems.unwrap(ports.applications().update(wanted), wanted.name()).raw().root());
  }

  private void validate(Request request, Manifest application) {
    if (!request.query("validate").equals("false")) {
      new ApplicationValidation(ports.projects()).check(application);
    }
  }

  private static Manifest identified(Manifest tree, ApplicationId id) {
    return tree.with("argoproj.io/v1alpha1", "apiVersion")
        .with("Application", "kind")
        .with(id.name(), "metadata", "name")
        .with(id.namespace(), "metadata", "namespace");
  }

  private Answer delete(Request request) {
    Optional<String> finalizer = finalizer(request);
    ApplicationId id = lookup.application(request, "delete").id();
    for (int attempt = 1; ; attempt++) {
      Application read = lookup.get(id);
      List<String> kept = finalizers(read, finalizer);
      if (kept.equals(read.finalizers())) {
        break;
      }
      Result<Application> written = ports.applications().writeFinalizers(read, kept);
      if (!(written instanceof Result.Failed<Application>(Failure.Conflict _))
          || attempt == ATTEMPTS) {
        Problems.unwrap(written, id.name());
        break;
      }
    }
    Problems.unwrap(ports.applications().delete(id), id.name());
    return Answer.ok(Map.of());
  }

  /** The finalizer that makes the deletion cascade as asked; empty for no cascade. */
  private static Optional<String> finalizer(Request request) {
    String policy = request.query("propagationPolicy");
    if (request.query("cascade").equals("false")) {
      if (!policy.isEmpty()) {
        throw Problem.of(
                ProblemKind.INVALID_INPUT,
                "cannot set propagation policy when cascading is disabled")
            .saying(
                "A propagation policy was given, though nothing is to be deleted with it.",
                "\"" + policy + "\" says how the objects go, and without cascade they stay.",
                "kilter app delete NAME --cascade=false",
                "kilter app delete NAME -p " + policy)
            .exception();
      }
      return Optional.empty();
    }
    return Optional.of(
        switch (policy) {
          case "" -> Annotations.FINALIZER;
          case "foreground" -> Annotations.FINALIZER_FOREGROUND;
          case "background" -> Annotations.FINALIZER_BACKGROUND;
          default ->
              throw Problem.of(ProblemKind.INVALID_INPUT, "invalid propagation policy: " + policy)
                  .saying(
                      "There is no propagation policy \"" + policy + "\".",
                      "It is foreground or background.",
                      "kilter app delete NAME -p foreground")
                  .exception();
        });
  }

  private static List<String> finalizers(Application application, Optional<String> wanted) {
    if (wanted.isPresent() && application.finalizers().contains(wanted.get())) {
      return application.finalizers();
    }
    List<String> kept = new ArrayList<>(application.finalizers());
    kept.removeIf(
        List.of(
                Annotations.FINALIZER,
                Annotations.FINALIZER_FOREGROUND,
                Annotations.FINALIZER_BACKGROUND)
            ::contains);
    wanted.ifPresent(kept::add);
    return kept;
  }
}
