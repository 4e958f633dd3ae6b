package dev.kilter.engine.health;

import static dev.kilter.engine.health.Verdict.degraded;
import static dev.kilter.engine.health.Verdict.healthy;
import static dev.kilter.engine.health.Verdict.progressing;
import static dev.kilter.engine.health.Verdict.unknown;

import dev.kilter.engine.resource.Hooks;
import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pod. One that restarts always is healthy once ready, and degraded once a container cannot start
 * or has ended before; one that does not has a finite life, so Running is still Progressing.
 */
final class PodHealth implements HealthRule {
  private static final String IGNORE_RESTART_POLICY = "argocd.argoproj.io/ignore-restart-policy";

  @Override
  public Health assess(Manifest live) {
    boolean restarts = restartsAlways(live);
    List<String> stuck = restarts ? stuckContainers(live) : List.of();
    if (!stuck.isEmpty()) {
      return degraded(String.join(", ", stuck));
    }
    String message = live.text("status", "message").orElse("");
    return switch (live.text("status", "phase").orElse("")) {
      case "Pending" -> progressing(message);
      case "Succeeded" -> healthy(message);
      case "Failed" -> degraded(message.isEmpty() ? failure(live) : message);
      case "Running" -> restarts ? running(live, message) : finite(live, message);
      default -> unknown(message);
    };
  }

  private static boolean restartsAlways(Manifest live) {
    if (live.text("spec", "restartPolicy").orElse("").equals("Always")) {
      return true;
    }
    return live.annotation(IGNORE_RESTART_POLICY).orElse("").equals("true")
        && !Hooks.of(live).hook();
  }

  private static List<String> stuckContainers(Manifest live) {
    return live.items("status", "containerStatuses").stream()
        .filter(container -> stuck(container.text("state", "waiting", "reason").orElse("")))
        .map(container -> container.text("state", "waiting", "message").orElse(""))
        .toList();
  }

  private static boolean stuck(String reason) {
    return reason.startsWith("Err") || reason.endsWith("Error") || reason.endsWith("BackOff");
  }

  private static Health running(Manifest live, String message) {
    if (StatusCondition.find(live, "Ready").filter(StatusCondition::isTrue).isPresent()) {
      return healthy(message);
    }
    boolean endedBefore =
        live.items("status", "containerStatuses").stream()
            .anyMatch(container -> container.at("lastState", "terminated").isPresent());
    return endedBefore ? degraded(message) : progressing(message);
  }

  private static Health finite(Manifest live, String message) {
    return switch (live.text("spec", "restartPolicy").orElse("")) {
      case "OnFailure", "Never" -> progressing(message);
      default -> unknown(message);
    };
  }

  private static String failure(Manifest live) {
    return Stream.concat(
            live.items("status", "initContainerStatuses").stream(),
            live.items("status", "containerStatuses").stream())
        .flatMap(container -> failureOf(container).stream())
        .findFirst()
        .orElse("");
  }

  private static Optional<String> failureOf(Manifest container) {
    Optional<String> message =
        container.text("state", "terminated", "message").filter(text -> !text.isEmpty());
    if (message.isPresent()) {
      return message;
    }
    Optional<String> killed =
        container.text("state", "terminated", "reason").filter("OOMKilled"::equals);
    if (killed.isPresent()) {
      return killed;
    }
    return container
        .integer("state", "terminated", "exitCode")
        .filter(code -> code != 0)
        .map(code ->
            "container \""
                + container.text("name").orElse("")
                + "\" failed with exit code "
                + code);
  }
}
