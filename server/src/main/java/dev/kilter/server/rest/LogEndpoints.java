package dev.kilter.server.rest;

import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.application.Application;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.server.openapi.About;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logs of a pod, or of all pods below an object, in Argo CD's form. */
final class LogEndpoints {
  private static final int PODS_AT_MOST = 50;
  private static final long NO_LIMIT = -1;

  private final Ports ports;
  private final Lookup lookup;

  LogEndpoints(Ports ports, Lookup lookup) {
    this.ports = ports;
    this.lookup = lookup;
  }

  void mount(Router router) {
    router.onStream(
        "/api/v1/applications/{name}/logs",
        about("ApplicationService_PodLogs2").asks("podName"),
        this::logs);
    router.onStream(
        "/api/v1/applications/{name}/pods/{pod}/logs",
        about("ApplicationService_PodLogs"),
        this::logs);
  }

  private static About about(String id) {
    return About.of(id, "applicationLogEntry")
        .asks(
            "namespace",
            "container",
            "group",
            "kind",
            "resourceName",
            "follow:boolean",
            "previous:boolean",
            "tailLines:integer",
            "sinceSeconds:integer",
            "sinceTime",
            "untilTime",
            "filter",
            "matchCase:boolean");
  }

  private void logs(Request request, Follower follower) throws IOException, InterruptedException {
    Application application = lookup.application(request);
    request.caller().require("logs", Lookup.GET, lookup.object(application));
    List<ResourceKey> pods = pods(request, application);
    List<LogQuery> queries = pods.stream().map(pod -> query(request, pod)).toList();
    new LogStream(ports.objects(), application.id(), LineFilter.of(request), follower).run(queries);
  }

  private List<ResourceKey> pods(Request request, Application application) {
    String pod = request.parameter("pod");
    String named = pod.isEmpty() ? request.query("podName") : pod;
    ResourceKey key =
        named.isEmpty()
            ? new ResourceKey(
                request.query("group"),
                request.query("kind"),
                request.query("namespace"),
                request.query("resourceName"))
            : new ResourceKey("", "Pod", request.query("namespace"), named);
    List<ResourceKey> pods =
        Problems.unwrap(ports.objects().pods(application.id(), key), application.id().name());
    if (pods.size() > PODS_AT_MOST) {
      throw Problem.of(
              ProblemKind.INVALID_INPUT,
              "max pods to view logs are reached. Please provide more granular query")
          .saying(
              key.kind() + " \"" + key.name() + "\" has " + pods.size() + " pods.",
              "The logs of more than " + PODS_AT_MOST + " at once are no story any more.",
              "ask for one pod, or for the ReplicaSet in question")
          .exception();
    }
    return pods;
  }

  private LogQuery query(Request request, ResourceKey pod) {
    return new LogQuery(
        pod.namespace(),
        pod.name(),
        request.query("container"),
        request.call().flag("previous"),
        request.call().flag("follow"),
        number(request, "tailLines").filter(lines -> lines > 0).orElse(NO_LIMIT),
        since(request));
  }

  private Optional<Instant> since(Request request) {
    String time = request.query("sinceTime");
    return time.isEmpty()
        ? number(request, "sinceSeconds")
            .filter(seconds -> seconds > 0)
            .map(seconds -> lookup.now().minus(Duration.ofSeconds(seconds)))
        : Optional.of(Instant.parse(time));
  }

  private static Optional<Long> number(Request request, String name) {
    return Optional.of(request.query(name)).filter(text -> !text.isEmpty()).map(Long::parseLong);
  }

  /** Lines that contain a text, or with {@code !} in front those that do not. */
  record LineFilter(String text, boolean wanted, boolean matchCase, @Nullable Instant until) {
    static LineFilter of(Request request) {
      String filter = request.query("filter");
      boolean inverted = filter.startsWith("!");
      String until = request.query("untilTime");
      return new LineFilter(
          inverted ? filter.substring(1) : filter,
          !inverted,
          request.call().flag("matchCase"),
          until.isEmpty() ? null : Instant.parse(until));
    }

    boolean passes(String line) {
      if (text.isEmpty()) {
        return true;
      }
      boolean found =
          matchCase
              ? line.contains(text)
              : line.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
      return found == wanted;
    }

    boolean over(Instant time) {
      return until != null && time.isAfter(until);
    }
  }
}
