package dev.kilter.engine.compare;

import dev.kilter.model.schema.FieldSchema;
import dev.kilter.model.schema.FieldSchema.Any;
import dev.kilter.model.schema.FieldSchema.Dictionary;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.schema.FieldSchema.ListType;
import dev.kilter.model.schema.FieldSchema.Reference;
import dev.kilter.model.schema.FieldSchema.Scalar;
import dev.kilter.model.schema.FieldSchema.ScalarType;
import dev.kilter.model.schema.FieldSchema.Sequence;
import dev.kilter.model.schema.FieldSchema.Struct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shapes of a few built-in kinds, as the API server's OpenAPI has them, in short. */
final class Shapes {
  static final FieldSchema STRING = new Scalar(ScalarType.STRING);
  static final FieldSchema NUMBER = new Scalar(ScalarType.NUMBER);
  static final FieldSchema BOOLEAN = new Scalar(ScalarType.BOOLEAN);
  static final FieldSchema QUANTITY = new Scalar(ScalarType.QUANTITY);
  static final FieldSchema INT_OR_STRING = new Scalar(ScalarType.INT_OR_STRING);
  static final FieldSchema STRINGS = new Dictionary(STRING, false);

  private static final String POD_SPEC = "io.k8s.api.core.v1.PodSpec";
  private static final String FIELD_REF = "io.k8s.api.core.v1.ObjectFieldSelector";

  static final KindSchema DEPLOYMENT = kind(deploymentSpec());
  static final KindSchema CONFIG_MAP =
      new KindSchema(struct("metadata", metadata(), "data", STRINGS), Map.of());
  static final KindSchema SECRET =
      new KindSchema(
          struct(
              "metadata",
              metadata(),
              "type",
              STRING,
              "data",
              new Dictionary(new Scalar(ScalarType.BYTES), false)),
          Map.of());
  static final KindSchema NETWORK_POLICY =
      new KindSchema(
          struct(
              "metadata",
              metadata(),
              "spec",
              struct(
                  "podSelector", selector(), "ingress", list(rule()), "policyTypes", list(STRING))),
          Map.of(
              "io.k8s.api.networking.v1.NetworkPolicyPort",
              struct("port", INT_OR_STRING, "protocol", STRING)));

  private Shapes() {}

  static KindSchema of(String kind) {
    return switch (kind) {
      case "Deployment" -> DEPLOYMENT;
      case "ConfigMap" -> CONFIG_MAP;
      case "Secret" -> SECRET;
      case "NetworkPolicy" -> NETWORK_POLICY;
      default -> KindSchema.UNKNOWN;
    };
  }

  private static KindSchema kind(FieldSchema spec) {
    return new KindSchema(
        struct("metadata", metadata(), "spec", spec),
        Map.of(
            POD_SPEC,
            podSpec(),
            FIELD_REF,
            new Struct(Map.of("apiVersion", STRING, "fieldPath", STRING), Map.of(), true)));
  }

  private static FieldSchema metadata() {
    return struct(
        "name", STRING, "labels", STRINGS, "annotations", STRINGS, "finalizers", set(STRING));
  }

  private static FieldSchema deploymentSpec() {
    FieldSchema template = struct("metadata", metadata(), "spec", new Reference(POD_SPEC));
    return struct(
        "replicas", NUMBER,
        "paused", BOOLEAN,
        "selector", selector(),
        "strategy", struct("type", STRING, "rollingUpdate", struct("maxSurge", INT_OR_STRING)),
        "template", template);
  }

  private static FieldSchema podSpec() {
    return struct(
        "hostNetwork", BOOLEAN,
        "automountServiceAccountToken", BOOLEAN,
        "serviceAccountName", STRING,
        "dnsPolicy", STRING,
        "securityContext", struct("runAsUser", NUMBER),
        "containers", keyed(container(), "name"));
  }

  private static FieldSchema container() {
    FieldSchema resources =
        struct(
            "limits", new Dictionary(QUANTITY, false), "requests", new Dictionary(QUANTITY, false));
    FieldSchema env =
        struct(
            "name",
            STRING,
            "value",
            STRING,
            "valueFrom",
            struct("fieldRef", new Reference(FIELD_REF)));
    FieldSchema port =
        new Struct(
            Map.of("name", STRING, "containerPort", NUMBER, "protocol", STRING),
            Map.of("protocol", "TCP"),
            false);
    return struct(
        "name", STRING,
        "image", STRING,
        "args", list(STRING),
        "env", keyed(env, "name"),
        "ports", keyed(port, "containerPort", "protocol"),
        "livenessProbe", struct("httpGet", struct("path", STRING, "port", INT_OR_STRING)),
        "resources", resources);
  }

  private static FieldSchema rule() {
    FieldSchema peer = struct("podSelector", selector(), "namespaceSelector", selector());
    return struct(
        "from",
        list(peer),
        "ports",
        list(new Reference("io.k8s.api.networking.v1.NetworkPolicyPort")));
  }

  private static FieldSchema selector() {
    return new Struct(
        Map.of("matchLabels", STRINGS, "matchExpressions", list(new Any())), Map.of(), true);
  }

  static FieldSchema keyed(FieldSchema items, String... keys) {
    return new Sequence(items, ListType.MAP, List.of(keys));
  }

  static FieldSchema set(FieldSchema items) {
    return new Sequence(items, ListType.SET, List.of());
  }

  static FieldSchema list(FieldSchema items) {
    return new Sequence(items, ListType.ATOMIC, List.of());
  }

  static Struct struct(Object... namesAndShapes) {
    Map<String, FieldSchema> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndShapes.length; i += 2) {
      fields.put((String) namesAndShapes[i], (FieldSchema) namesAndShapes[i + 1]);
    }
    return new Struct(fields, Map.of(), false);
  }
}
