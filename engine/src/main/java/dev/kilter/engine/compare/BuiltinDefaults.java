package dev.kilter.engine.compare;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Defaults that the API server fills in by code, so that OpenAPI does not publish them, for the
 * structs that occur inside atomic lists and maps; elsewhere field ownership tells a default from a
 * value dropped from Git (kubernetes, pkg/apis, SetDefaults functions).
 */
final class BuiltinDefaults {
  private static final String CORE = "io.k8s.api.core.v1.";
  private static final String ADMISSION = "io.k8s.api.admissionregistration.v1.";
  private static final String RBAC_GROUP = "rbac.authorization.k8s.io";

  private static final Map<String, Map<String, Object>> BY_DEFINITION =
      Map.ofEntries(
          Map.entry(CORE + "ObjectFieldSelector", Map.of("apiVersion", "v1")),
          Map.entry(CORE + "ResourceFieldSelector", Map.of("divisor", "0")),
          Map.entry(CORE + "ServiceAccountTokenProjection", Map.of("expirationSeconds", 3600L)),
          Map.entry(CORE + "PersistentVolumeClaimSpec", Map.of("volumeMode", "Filesystem")),
          Map.entry(CORE + "EndpointPort", Map.of("protocol", "TCP")),
          Map.entry("io.k8s.api.discovery.v1.EndpointPort", Map.of("name", "", "protocol", "TCP")),
          Map.entry("io.k8s.api.networking.v1.NetworkPolicyPort", Map.of("protocol", "TCP")),
          Map.entry("io.k8s.api.rbac.v1.RoleRef", Map.of("apiGroup", RBAC_GROUP)),
          Map.entry("io.k8s.api.rbac.v1.Subject", Map.of("apiGroup", RBAC_GROUP)),
          Map.entry(ADMISSION + "RuleWithOperations", Map.of("scope", "*")),
          Map.entry(ADMISSION + "NamedRuleWithOperations", Map.of("scope", "*")),
          Map.entry(
              ADMISSION + "MatchResources",
              Map.of(
                  "matchPolicy", "Equivalent",
                  "namespaceSelector", Map.of(),
                  "objectSelector", Map.of())),
          Map.entry(
              "io.k8s.api.batch.v1.PodFailurePolicyOnPodConditionsPattern",
              Map.of("status", "True")),
          Map.entry(
              "io.k8s.api.resource.v1.ExactDeviceRequest",
              Map.of("allocationMode", "ExactCount", "count", 1L)));

  private BuiltinDefaults() {}

  static @Nullable Object of(String definition, String field) {
    return BY_DEFINITION.getOrDefault(definition, Map.of()).get(field);
  }
}
