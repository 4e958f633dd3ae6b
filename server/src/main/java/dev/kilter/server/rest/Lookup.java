package dev.kilter.server.rest;

import dev.kilter.api.ApiException;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.match.NamespacePatterns;

/** Finds the application that a call is about. */
final class Lookup {
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

  Application application(Request request) {
    Application application = get(id(request));
    String project = request.query("project");
    if (!project.isEmpty() && !project.equals(application.spec().project())) {
      throw missing(application.id());
    }
    return application;
  }

  Application get(ApplicationId id) {
    return switch (ports.applications().get(id)) {
      case Result.Success<Application>(var application) -> application;
      case Result.Failed<Application>(Failure.NotFound _) -> throw missing(id);
      case Result.Failed<Application>(var failure) ->
          throw new ApiException(Problems.of(failure, id.name()));
    };
  }

  private ApiException missing(ApplicationId id) {
    return Problem.of(
            ProblemKind.NOT_FOUND, "applications.argoproj.io \"" + id.name() + "\" not found")
        .saying(
            "There is no application \"" + id.name() + "\".",
            "Looked in namespace \"" + id.namespace() + "\".",
            "kilter app list")
        .exception();
  }
}
