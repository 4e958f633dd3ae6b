package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Document;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import dev.kilter.server.openapi.About;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

/** AppProjects: list, get, create and update. */
final class ProjectEndpoints {
  private static final String PROJECTS = "projects";

  private final Ports ports;

  ProjectEndpoints(Ports ports) {
    this.ports = ports;
  }

  void mount(Router router) {
    router.on(
        "GET",
        "/api/v1/projects",
        About.of("ProjectService_List", "v1alpha1AppProjectList"),
        this::list);
    router.on(
        "GET",
        "/api/v1/projects/{name}",
        About.of("ProjectService_Get", "v1alpha1AppProject"),
        this::get);
    router.on(
        "POST",
        "/api/v1/projects",
        About.of("ProjectService_Create", "v1alpha1AppProject")
            .asks("upsert:boolean")
            .takes("projectProjectCreateRequest"),
        this::create);
    router.on(
        "PUT",
        "/api/v1/projects/{name}",
        About.of("ProjectService_Update", "v1alpha1AppProject")
            .takes("projectProjectUpdateRequest"),
        this::update);
  }

  private Answer list(Request request) {
    return Answer.ok(
        Map.of(
            "metadata",
            Map.of(),
            "items",
            Problems.unwrap(ports.projects().list()).stream()
                .filter(project -> request.caller().may(PROJECTS, "get", project.name()))
                .sorted(Comparator.comparing(Project::name))
                .map(project -> project.raw().root())
                .toList()));
  }

  private Answer get(Request request) {
    request.caller().require(PROJECTS, "get", request.parameter("name"));
    return Answer.ok(find(request.parameter("name")).raw().root());
  }

  private Project find(String name) {
    return ports
        .projects()
        .find(name)
        .orElseThrow(() ->
            Problem.of(ProblemKind.NOT_FOUND, "appprojects.argoproj.io \"" + name + "\" not found")
                .saying(
                    "There is no project \"" + name + "\".",
                    "No AppProject of that name is in the control plane's namespace.",
                    "kilter proj list")
                .exception());
  }

  private Answer create(Request request) {
    Manifest wanted = project(request.body().document("project"));
    if (wanted.name().isEmpty()) {
      throw Problem.of(ProblemKind.INVALID_INPUT, "project metadata.name is required")
          .saying(
              "The project has no name.",
              "\"metadata.name\" is missing or empty.",
              "kilter proj create NAME …")
          .exception();
    }
    request.caller().require(PROJECTS, "create", wanted.name());
    return switch (ports.projects().create(wanted)) {
      case Result.Success<Project>(var created) -> Answer.ok(created.raw().root());
      case Result.Failed<Project>(Failure.Conflict _) -> existing(request, wanted);
      case Result.Failed<Project>(var failure) -> throw Problems.of(failure).exception();
    };
  }

  private Answer existing(Request request, Manifest wanted) {
    Project existing = find(wanted.name());
    if (Objects.equals(existing.raw().at("spec"), wanted.at("spec"))) {
      return Answer.ok(existing.raw().root());
    }
    if (!request.body().flag("upsert") && !request.call().flag("upsert")) {
      throw Problem.of(
              ProblemKind.DIFFERENT_EXISTS,
              "existing project spec is different, use upsert flag to force update")
          .saying(
              "Project \"" + wanted.name() + "\" exists already, with another spec.",
              "Nothing was changed.",
              "kilter proj create " + wanted.name() + " … --upsert")
          .exception();
    }
    request.caller().require(PROJECTS, "update", wanted.name());
    return write(wanted.with(existing.resourceVersion(), "metadata", "resourceVersion"));
  }

  private Answer update(Request request) {
    request.caller().require(PROJECTS, "update", request.parameter("name"));
    find(request.parameter("name"));
    return write(
        project(request.body().document("project"))
            .with(request.parameter("name"), "metadata", "name"));
  }

  private Answer write(Manifest wanted) {
    return Answer.ok(Problems.unwrap(ports.projects().update(wanted)).raw().root());
  }

  private static Manifest project(Document tree) {
    return Manifest.of(tree.root())
        .with("argoproj.io/v1alpha1", "apiVersion")
        .with("AppProject", "kind");
  }
}
