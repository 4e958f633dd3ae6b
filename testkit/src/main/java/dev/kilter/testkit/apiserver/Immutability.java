package dev.kilter.testkit.apiserver;

import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Statuses.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Fields of the server's own kinds that never change. */
final class Immutability {
  private static final String IMMUTABLE = "field is immutable";
  private static final Set<String> STATEFUL_SET_CHANGES =
      Set.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds",
          "revisionHistoryLimit");

  private Immutability() {}

  static List<Cause> faults(Kind kind, Manifest before, Manifest after) {
    return switch (kind.groupKind()) {
      case "ConfigMap" -> content(before, after, List.of("data", "binaryData"));
      case "Secret" -> secret(before, after);
      case "Service" -> service(before, after);
      case "PersistentVolumeClaim" -> claim(before, after);
      case "Deployment.apps", "ReplicaSet.apps" -> same(before, after, "spec", "selector");
      case "StatefulSet.apps" -> statefulSet(before, after);
      case "Job.batch" -> job(before, after);
      case "RoleBinding.rbac.authorization.k8s.io",
          "ClusterRoleBinding.rbac.authorization.k8s.io" ->
          before.map("roleRef").equals(after.map("roleRef"))
              ? List.of()
              : List.of(
                  Cause.invalid(
                      "roleRef", Json.text(after.map("roleRef")), "cannot change roleRef"));
      default -> List.of();
    };
  }

  private static List<Cause> same(Manifest before, Manifest after, String... path) {
    return before.at(path).equals(after.at(path))
        ? List.of()
        : List.of(
            Cause.invalid(
                String.join(".", path), Json.text(after.at(path).orElse(null)), IMMUTABLE));
  }

  private static List<Cause> content(Manifest before, Manifest after, List<String> fields) {
    if (!before.flag("immutable").orElse(false)) {
      return List.of();
    }
    List<Cause> causes = new ArrayList<>();
    if (!after.flag("immutable").orElse(false)) {
      causes.add(Cause.forbidden("immutable", "field is immutable when `immutable` is set"));
    }
    for (String field : fields) {
      if (!before.map(field).equals(after.map(field))) {
        causes.add(Cause.forbidden(field, "field is immutable when `immutable` is set"));
      }
    }
    return causes;
  }

  private static List<Cause> secret(Manifest before, Manifest after) {
    List<Cause> causes = new ArrayList<>(same(before, after, "type"));
    causes.addAll(content(before, after, List.of("data")));
    return causes;
  }

  private static List<Cause> service(Manifest before, Manifest after) {
    String old = before.text("spec", "clusterIP").orElse("");
    String young = after.text("spec", "clusterIP").orElse("");
    boolean external = after.text("spec", "type").orElse("").equals("ExternalName");
    return old.isEmpty() || external || old.equals(young)
        ? List.of()
        : List.of(
            Cause.invalid("spec.clusterIPs[0]", "[\"" + young + "\"]", "may not change once set"));
  }

  private static List<Cause> claim(Manifest before, Manifest after) {
    Manifest old = before.without("spec", "resources").without("spec", "volumeName");
    Manifest young = after.without("spec", "resources").without("spec", "volumeName");
    return old.map("spec").equals(young.map("spec"))
        ? List.of()
        : List.of(
            Cause.forbidden(
                "spec",
                "spec is immutable after creation except resources.requests and "
                    + "volumeAttributesClassName for bound claims"));
  }

  private static List<Cause> statefulSet(Manifest before, Manifest after) {
    Manifest old = before;
    Manifest young = after;
    for (String field : STATEFUL_SET_CHANGES) {
      old = old.without("spec", field);
      young = young.without("spec", field);
    }
    return old.map("spec").equals(young.map("spec"))
        ? List.of()
        : List.of(
            Cause.forbidden(
                "spec",
                "updates to statefulset spec for fields other than 'replicas', 'ordinals', "
                    + "'template', 'updateStrategy', 'revisionHistoryLimit', "
                    + "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are "
                    + "forbidden"));
  }

  private static List<Cause> job(Manifest before, Manifest after) {
    List<Cause> causes = new ArrayList<>();
    causes.addAll(same(before, after, "spec", "completions"));
    causes.addAll(same(before, after, "spec", "selector"));
    boolean suspended = before.flag("spec", "suspend").orElse(false);
    causes.addAll(
        suspended
            ? same(before, after, "spec", "template", "spec")
            : same(before, after, "spec", "template"));
    causes.addAll(same(before, after, "spec", "completionMode"));
    return causes;
  }
}
