package dev.kilter.server.rest;

import dev.kilter.api.ApiException;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.match.NamespacePatterns;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Finds the application that a call is about, for those who may do what they ask. As in Argo CD
 * (server/application, getAppEnforceRBAC) an application that is missing and one that may not be
 * seen are told apart only by who named its project and may see that.
 */
final class Lookup {
  static final String APPLICATIONS = "applications";
  static final String GET = "get";

  private final Ports ports;
  private final String controlPlaneNamespace;

  Lookup(Ports ports, String controlPlaneNamespace) {
    this.ports = ports;
    this.controlPlaneNamespace = controlPlaneNamespace;
  }

  ApplicationId id(Request request) {
    return id(request.query("appNamespace"), request.parameter("name"));
  }

  /** Refuses namespaces other than the control plane's unless the settings permit them. */
  ApplicationId id(String namespace, String name) {
    if (namespace.isEmpty() || namespace.equals(controlPlaneNamespace)) {
      return new ApplicationId(controlPlaneNamespace, name);
    }
    if (!NamespacePatterns.anyMatches(ports.settings().get().applicationNamespaces(), namespace)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "namespace '" + namespace + "' is not permitted")
          .saying(
              "Applications may not live in namespace \"" + namespace + "\".",
              "\"application.namespaces\" in argocd-cmd-params-cm does not name it.",
              "kubectl -n " + controlPlaneNamespace + " edit cm argocd-cmd-params-cm")
          .exception();
    }
    return new ApplicationId(namespace, name);
  }

  /** An application that the caller may see. */
  Application application(Request request) {
    return application(request, id(request));
  }

  /** An application that the caller may see, and do this to. */
  Application application(Request request, String action) {
    Application application = application(request);
    request.caller().require(APPLICATIONS, action, object(application));
    return application;
  }

  private Application application(Request request, ApplicationId id) {
    Caller caller = request.caller();
    String project = request.query("project");
    switch (ports.applications().get(id)) {
      case Result.Success<Application>(var application)
          when project.isEmpty() || project.equals(application.spec().project()) -> {
        if (caller.may(APPLICATIONS, GET, object(application))) {
          return application;
        }
      }
      case Result.Success<Application> _, Result.Failed<Application>(Failure.NotFound _) -> {
        if (!project.isEmpty() && caller.may(APPLICATIONS, GET, object(project, id))) {
          throw missing(id);
        }
      }
      case Result.Failed<Application>(var failure) ->
          throw new ApiException(Problems.of(failure, id.name()));
    }
    throw caller.access().hidesAbsence() ? unseen(id) : missing(id);
  }

  /** For those who were let through to it before. */
  Application get(ApplicationId id) {
    return switch (ports.applications().get(id)) {
      case Result.Success<Application>(var application) -> application;
      case Result.Failed<Application>(Failure.NotFound _) -> throw missing(id);
      case Result.Failed<Application>(var failure) ->
          throw new ApiException(Problems.of(failure, id.name()));
    };
  }

  /** Which applications the caller may see now; quick for thousands. */
  Predicate<Application> visible(Caller caller) {
    Predicate<String> names = visibleNames(caller);
    return application -> names.test(object(application));
  }

  /** The same by the applications' names in policies. */
  Predicate<String> visibleNames(Caller caller) {
    return caller.access().reach(APPLICATIONS, GET);
  }

  Instant now() {
    return ports.timer().instant();
  }

  /** The name of an application in policies. */
  String object(Application application) {
    return object(application.spec().project(), application.id());
  }

  /** Argo CD leaves the control plane's own namespace out (util/security.RBACName). */
  String object(String project, ApplicationId id) {
    return id.namespace().equals(controlPlaneNamespace)
        ? project + "/" + id.name()
        : project + "/" + id.namespace() + "/" + id.name();
  }

  private static ApiException missing(ApplicationId id) {
    return Problem.of(
            ProblemKind.NOT_FOUND, "applications.argoproj.io \"" + id.name() + "\" not found")
        .saying(
            "There is no application \"" + id.name() + "\".",
            "Looked in namespace \"" + id.namespace() + "\".",
            "kilter app list")
        .exception();
  }

  private static ApiException unseen(ApplicationId id) {
    return Problem.of(ProblemKind.FORBIDDEN, "permission denied")
        .saying(
            "You see no application \"" + id.name() + "\".",
            "It does not exist, or you may not see it.",
            "kilter app list")
        .exception();
  }
}
