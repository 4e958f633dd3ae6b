package dev.kilter.cluster.cache;

import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The few facts of an object's status that trees and explanations show, as pairs of name and value:
 * Argo CD's own ({@code Status Reason, Node, Containers, Restart Count, Revision}) and {@code
 * images}; for a container that is not well {@code container/NAME/waiting}, {@code …/message},
 * {@code …/exitCode}, {@code …/lastReason}, {@code …/restarts}, {@code …/image}; {@code
 * unschedulable} and {@code notReady} with the reason's text.
 */
final class Details {
  static final String IMAGES = "images";
  static final String CLAIM_TEMPLATES = "claimTemplates";
  static final String SERVICE_ACCOUNT = "serviceAccount";
  private static final String TOKEN_TYPE = "kubernetes.io/service-account-token";
  private static final String ACCOUNT_ANNOTATION = "kubernetes.io/service-account.name";
  private static final String REVISION = "deployment.kubernetes.io/revision";

  private static final Set<String> KINDS =
      Set.of(
          "Pod",
          "ReplicaSet",
          "Deployment",
          "DaemonSet",
          "Job",
          "StatefulSet",
          "CronJob",
          "Secret");

  private final List<String> pairs = new ArrayList<>();
  private final Interner interner;

  private Details(Interner interner) {
    this.interner = interner;
  }

  static String[] of(Manifest object, Interner interner) {
    Details details = new Details(interner);
    details.read(object);
    return details.pairs.isEmpty() ? Held.NO_DETAILS : details.pairs.toArray(String[]::new);
  }

  /** Whether objects of this kind may have details. */
  static boolean looksInto(String kind) {
    return KINDS.contains(kind);
  }

  private void read(Manifest object) {
    switch (object.kind()) {
      case "Pod" -> pod(object);
      case "ReplicaSet" -> {
        object.annotation(REVISION).ifPresent(revision -> add("Revision", "Rev:" + revision));
        images(object, "spec", "template", "spec");
      }
      case "Deployment", "DaemonSet", "Job" -> images(object, "spec", "template", "spec");
      case "StatefulSet" -> {
        images(object, "spec", "template", "spec");
        claimTemplates(object);
      }
      case "CronJob" -> images(object, "spec", "jobTemplate", "spec", "template", "spec");
      case "Secret" -> {
        if (object.text("type").orElse("").equals(TOKEN_TYPE)) {
          object.annotation(ACCOUNT_ANNOTATION).ifPresent(name -> add(SERVICE_ACCOUNT, name));
        }
      }
      default -> {
        // nothing worth keeping
      }
    }
  }

  private void add(String name, String value) {
    if (!value.isEmpty()) {
      pairs.add(interner.share(name));
      pairs.add(interner.share(value));
    }
  }

  private void claimTemplates(Manifest set) {
    List<String> names =
        set.items("spec", "volumeClaimTemplates").stream().map(Manifest::name).toList();
    add(CLAIM_TEMPLATES, String.join(",", names));
  }

  private void images(Manifest object, String... podSpec) {
    Manifest spec = Manifest.of(object.map(podSpec));
    Set<String> images = new LinkedHashSet<>();
    for (String list : List.of("initContainers", "containers")) {
      spec.items(list).forEach(one -> one.text("image").ifPresent(images::add));
    }
    add(IMAGES, String.join(",", images));
  }

  private void pod(Manifest pod) {
    List<Manifest> containers = pod.items("status", "containerStatuses");
    add("Status Reason", PodReason.of(pod));
    add("Node", pod.text("spec", "nodeName").orElse(""));
    long ready = containers.stream().filter(one -> one.flag("ready").orElse(false)).count();
    add("Containers", ready + "/" + pod.list("spec", "containers").size());
    long restarts =
        containers.stream().mapToLong(one -> one.integer("restartCount").orElse(0L)).sum();
    if (restarts > 0) {
      add("Restart Count", Long.toString(restarts));
    }
    images(pod, "spec");
    pod.items("status", "initContainerStatuses").forEach(this::container);
    containers.forEach(this::container);
    conditions(pod);
  }

  private void container(Manifest status) {
    boolean done = status.integer("state", "terminated", "exitCode").orElse(1L) == 0;
    if (status.flag("ready").orElse(false) || done) {
      return;
    }
    String prefix = "container/" + status.text("name").orElse("") + "/";
    add(prefix + "image", status.text("image").orElse(""));
    add(prefix + "waiting", status.text("state", "waiting", "reason").orElse(""));
    add(prefix + "message", status.text("state", "waiting", "message").orElse(""));
    String last = status.map("state", "terminated").isEmpty() ? "lastState" : "state";
    status
        .integer(last, "terminated", "exitCode")
        .ifPresent(code -> add(prefix + "exitCode", Long.toString(code)));
    add(prefix + "lastReason", status.text(last, "terminated", "reason").orElse(""));
    status
        .integer("restartCount")
        .filter(count -> count > 0)
        .ifPresent(count -> add(prefix + "restarts", Long.toString(count)));
  }

  private void conditions(Manifest pod) {
    for (Manifest condition : pod.items("status", "conditions")) {
      if (!condition.text("status").orElse("").equals("False")) {
        continue;
      }
      String message = condition.text("message").orElse("");
      switch (condition.text("type").orElse("")) {
        case "PodScheduled" -> add("unschedulable", message);
        case "Ready" -> add("notReady", message);
        default -> {
          // said by the containers already
        }
      }
    }
  }
}
