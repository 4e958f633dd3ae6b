package dev.kilter.testkit.apiserver.schema;

import dev.kilter.testkit.apiserver.schema.Shape.Dictionary;
import dev.kilter.testkit.apiserver.schema.Shape.Scalar;
import dev.kilter.testkit.apiserver.schema.Shape.Sequence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields the server's types leave out where they are empty. OpenAPI does not tell a value
 * from a pointer to one, and a pointer to nothing but zero is written; so the names stand here.
 */
final class Emptiness {
  private static final Set<String> FLAGS_BY_VALUE =
      Set.of(
          "hostIPC",
          "hostNetwork",
          "hostPID",
          "paused",
          "publishNotReadyAddresses",
          "readOnly",
          "stdin",
          "stdinOnce",
          "tty");
  private static final Set<String> NUMBERS_BY_VALUE =
      Set.of(
          "active",
          "availableReplicas",
          "containerPort",
          "count",
          "currentReplicas",
          "deletionGracePeriod",
          "failed",
          "failureThreshold",
          "fullyLabeledReplicas",
          "generation",
          "healthCheckNodePort",
          "hostPort",
          "initialDelaySeconds",
          "minReadySeconds",
          "nodePort",
          "observedGeneration",
          "periodSeconds",
          "readyReplicas",
          "successThreshold",
          "succeeded",
          "timeoutSeconds",
          "unavailableReplicas",
          "updatedReplicas");
  private static final Set<String> TEXT_BY_POINTER =
      Set.of(
          "loadBalancerClass", "runtimeClassName", "storageClassName", "volumeAttributesClassName");

  private static final Set<String> ALWAYS_WRITTEN =
      Set.of("eventTime", "reportingComponent", "reportingInstance", "rules");

  private Emptiness() {}

  /** Whether a field is there even where it is empty, though the schema does not require it. */
  static boolean isAlwaysWritten(String name) {
    return ALWAYS_WRITTEN.contains(name);
  }

  static boolean isLeftOut(String name, Shape shape, @Nullable Object value) {
    return switch (shape) {
      case Dictionary _ -> value instanceof Map<?, ?> map && map.isEmpty();
      case Sequence _ -> value instanceof List<?> list && list.isEmpty();
      case Scalar _ -> isZero(name, value);
      default -> value == null;
    };
  }

  private static boolean isZero(String name, @Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isEmpty() && !TEXT_BY_POINTER.contains(name);
      case Boolean flag -> !flag && FLAGS_BY_VALUE.contains(name);
      case Long number -> number == 0 && NUMBERS_BY_VALUE.contains(name);
      default -> false;
    };
  }
}
