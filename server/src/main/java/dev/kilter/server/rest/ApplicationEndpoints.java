package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.server.openapi.About;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading applications, with a refresh where one is asked for. */
final class ApplicationEndpoints {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Ports ports;
  private final Lookup lookup;

  ApplicationEndpoints(Ports ports, Lookup lookup) {
    this.ports = ports;
    this.lookup = lookup;
  }

  void mount(Router router) {
    router.on(
        "GET",
        "/api/v1/applications",
        About.of("ApplicationService_List", "v1alpha1ApplicationList")
            .asks(
                "name",
                "refresh",
                "projects[]",
                "project[]",
                "selector",
                "repo",
                "cluster",
                "appNamespace"),
        this::list);
    router.on(
        "GET",
        "/api/v1/applications/{name}",
        About.of("ApplicationService_Get", "v1alpha1Application").asks("refresh"),
        this::get);
  }

  private Answer list(Request request) {
    ApplicationFilter filter = ApplicationFilter.of(request.call());
    List<Application> applications = Problems.unwrap(ports.applications().list());
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("metadata", Map.of());
    tree.put(
        "items",
        applications.stream()
            .filter(filter)
            .filter(lookup.visible(request.caller()))
            .sorted(Comparator.comparing(Application::id))
            .map(application -> application.raw().root())
            .toList());
    return Answer.ok(tree);
  }

  private Answer get(Request request) {
    Application application = lookup.application(request);
    String refresh = request.query("refresh");
    if (!refresh.isEmpty() && !refresh.equals("false")) {
      application = refreshed(application.id(), refresh.equals("hard") ? "hard" : "normal");
    }
    return Answer.ok(application.raw().root());
  }

  /** Asks by annotation, as Argo CD does, and waits until the controller takes it away. */
  private Application refreshed(ApplicationId id, String level) {
    Application asked =
        Problems.unwrap(
            ports.applications().annotate(id, Map.of(Annotations.REFRESH, Optional.of(level))));
    Instant deadline = ports.timer().instant().plus(PATIENCE);
    while (asked.annotation(Annotations.REFRESH).isPresent()) {
      if (ports.timer().instant().isAfter(deadline)) {
        throw untaken(id, level).exception();
      }
      pause(id);
      asked = lookup.get(id);
    }
    return asked;
  }

  private void pause(ApplicationId id) {
    try {
      ports.timer().pause(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(ProblemKind.TIMED_OUT, "interrupted while waiting for a refresh")
          .saying(
              "The wait for the refresh of \"" + id.name() + "\" was interrupted.",
              "The refresh itself goes on in the cluster.",
              "kilter app get " + id.name())
          .exception();
    }
  }

  private static Problem untaken(ApplicationId id, String level) {
    return Problem.of(ProblemKind.TIMED_OUT, "refresh of " + id.name() + " timed out")
        .saying(
            "Nobody refreshed \"" + id.name() + "\".",
            "The annotation "
                + Annotations.REFRESH
                + "="
                + level
                + " is still there after "
                + PATIENCE.toSeconds()
                + " s: no controller watches this application, or it is busy.",
            "kubectl -n " + id.namespace() + " get pods,leases");
  }
}
