package dev.kilter.testkit.apiserver;

import java.util.List;
import java.util.Map;

/** What the server fills into the spec of a pod, or of a template of one. */
final class PodDefaults {
  private static final long CONFIG_MODE = 420;
  private static final List<String> MODES =
      List.of("secret", "configMap", "downwardAPI", "projected");

  private PodDefaults() {}

  static void fill(Draft spec) {
    spec.fill("restartPolicy", "Always")
        .fill("terminationGracePeriodSeconds", 30L)
        .fill("dnsPolicy", "ClusterFirst")
        .fill("securityContext", Map.of())
        .fill("schedulerName", "default-scheduler");
    if (spec.has("serviceAccountName")) {
      spec.fill("serviceAccount", spec.text("serviceAccountName"));
    } else if (spec.has("serviceAccount")) {
      spec.fill("serviceAccountName", spec.text("serviceAccount"));
    }
    spec.items("containers").forEach(PodDefaults::container);
    spec.items("initContainers").forEach(PodDefaults::container);
    spec.items("volumes").forEach(PodDefaults::volume);
  }

  private static void container(Draft container) {
    container
        .fill("imagePullPolicy", isLatest(container.text("image")) ? "Always" : "IfNotPresent")
        .fill("terminationMessagePath", "/dev/termination-log")
        .fill("terminationMessagePolicy", "File");
    container.items("ports").forEach(port -> port.fill("protocol", "TCP"));
    for (Draft variable : container.items("env")) {
      if (variable.has("valueFrom") && variable.at("valueFrom").has("fieldRef")) {
        variable.at("valueFrom").at("fieldRef").fill("apiVersion", "v1");
      }
    }
    for (String name : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.has(name)) {
        probe(container.at(name));
      }
    }
  }

  private static void probe(Draft probe) {
    probe
        .fill("timeoutSeconds", 1L)
        .fill("periodSeconds", 10L)
        .fill("successThreshold", 1L)
        .fill("failureThreshold", 3L);
    if (probe.has("httpGet")) {
      probe.at("httpGet").fill("path", "/").fill("scheme", "HTTP");
    }
  }

  private static void volume(Draft volume) {
    for (String source : MODES) {
      if (volume.has(source)) {
        volume.at(source).fill("defaultMode", CONFIG_MODE);
      }
    }
  }

  /** An image without tag and digest is the latest. */
  private static boolean isLatest(String image) {
    if (image.contains("@")) {
      return false;
    }
    String last = image.substring(image.lastIndexOf('/') + 1);
    return !last.contains(":") || last.endsWith(":latest");
  }
}
