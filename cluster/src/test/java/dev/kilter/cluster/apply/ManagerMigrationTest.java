package dev.kilter.cluster.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManagerMigrationTest {
  private static Manifest live(String... entries) {
    String json =
        "{\"metadata\":{\"resourceVersion\":\"7\",\"managedFields\":["
            + String.join(",", entries)
            + "]}}";
    return Manifest.of(Json.object(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String entry(String manager, String operation, String subresource, String fields) {
    return """
    {"manager":"%s","operation":"%s","apiVersion":"v1","fieldsType":"FieldsV1",
     "subresource":"%s","fieldsV1":%s}
    """
        .formatted(manager, operation, subresource, fields);
  }

  private static String patch(Manifest live) {
    byte[] patch = ManagerMigration.patch(live, "legacy").orElseThrow();
    return Yaml.text(Json.parse(patch));
  }

  @Test
  void mergesExactlyTheClientSideEntriesIntoOurs() {
    Manifest live =
        live(
            entry("kubectl-client-side-apply", "Update", "", "{\"f:data\":{\"f:a\":{}}}"),
            entry("argocd-controller", "Apply", "", "{\"f:data\":{\".\":{},\"f:b\":{}}}"),
            entry("argocd-controller", "Update", "status", "{\"f:status\":{}}"),
            entry("legacy", "Update", "", "{\"f:spec\":{\"f:x\":{}}}"),
            entry("someone", "Update", "", "{\"f:data\":{\"f:c\":{}}}"));
    assertThat(patch(live))
        .isEqualTo(
            """
            - op: replace
              path: /metadata/managedFields
              value:
              - manager: argocd-controller
                operation: Apply
                apiVersion: v1
                fieldsType: FieldsV1
                subresource: ""
                fieldsV1:
                  f:data:
                    f:a: {}
                    .: {}
                    f:b: {}
                  f:spec:
                    f:x: {}
              - manager: argocd-controller
                operation: Update
                apiVersion: v1
                fieldsType: FieldsV1
                subresource: status
                fieldsV1:
                  f:status: {}
              - manager: someone
                operation: Update
                apiVersion: v1
                fieldsType: FieldsV1
                subresource: ""
                fieldsV1:
                  f:data:
                    f:c: {}
            - op: replace
              path: /metadata/resourceVersion
              value: "7"
            """);
  }

  @Test
  void adoptsTheFirstEntryWhereWeHaveNone() {
    Manifest live =
        live(
            entry("argocd-controller", "Update", "", "{\"f:data\":{}}"),
            entry("legacy", "Update", "", "{\"f:spec\":{}}"));
    List<Manifest> entries =
        Manifest.of(
                java.util.Map.of(
                    "x", Json.parse(ManagerMigration.patch(live, "legacy").orElseThrow())))
            .items("x")
            .getFirst()
            .items("value");
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().text("operation")).contains("Apply");
    assertThat(entries.getFirst().map("fieldsV1")).containsOnlyKeys("f:data", "f:spec");
  }

  @Test
  void leavesAloneWhatOthersOwn() {
    Manifest live = live(entry("someone", "Update", "", "{}"));
    assertThat(ManagerMigration.needed(live, "legacy")).isFalse();
    assertThat(ManagerMigration.patch(live, "legacy")).isEmpty();
  }
}
