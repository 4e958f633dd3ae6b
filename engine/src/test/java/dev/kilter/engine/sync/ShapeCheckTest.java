package dev.kilter.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.schema.FieldSchema.Any;
import dev.kilter.model.schema.FieldSchema.Dictionary;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.schema.FieldSchema.ListType;
import dev.kilter.model.schema.FieldSchema.Reference;
import dev.kilter.model.schema.FieldSchema.Scalar;
import dev.kilter.model.schema.FieldSchema.ScalarType;
import dev.kilter.model.schema.FieldSchema.Sequence;
import dev.kilter.model.schema.FieldSchema.Struct;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class ShapeCheckTest {
  private static final KindSchema SCHEMA =
      new KindSchema(
          new Struct(
              Map.of(
                  "spec", new Reference("spec"),
                  "free", new Any(),
                  "data", new Dictionary(new Scalar(ScalarType.STRING), false)),
              Map.of(),
              false),
          Map.of(
              "spec",
              new Struct(
                  Map.of(
                      "replicas", new Scalar(ScalarType.NUMBER),
                      "cpu", new Scalar(ScalarType.QUANTITY),
                      "active", new Scalar(ScalarType.BOOLEAN),
                      "inner", new Reference("spec"),
                      "ports",
                          new Sequence(
                              new Scalar(ScalarType.INT_OR_STRING), ListType.ATOMIC, List.of())),
                  Map.of(),
                  false)));

  @Test
  void aManifestOfTheRightShapeHasNoProblem() {
    assertThat(
            problem(
                """
                kind: X
                metadata: {name: a}
                free: {what: ever}
                data: {a: b, c: null}
                spec: {replicas: 1, cpu: 2, active: true, ports: [http, 8080], inner: {cpu: 100m}}
                """))
        .isEqualTo("fine");
  }

  @Test
  void unknownFieldsAndWrongTypesAreNamedByPath() {
    assertThat(problem("spec: {replica: 1}"))
        .isEqualTo("error validating data: unknown field \"spec.replica\"");
    assertThat(problem("spec: {inner: {replicas: many}}"))
        .isEqualTo("error validating data: \"spec.inner.replicas\" is a string, expected a number");
    assertThat(problem("data: {a: 1}\nspec: {ports: 80, active: 'yes'}"))
        .contains("\"data.a\" is a number, expected a string")
        .contains("\"spec.ports\" is a number, expected a list")
        .contains("\"spec.active\" is a string, expected a boolean");
  }

  @Test
  void aManifestOfAnotherShapeIsNotApplied() {
    Scenario scenario = new Scenario().git("ConfigMap good\nConfigMap bad spec={wrong:~1}");
    scenario.schemas = _ -> SCHEMA;
    assertThat(scenario.go()).isEqualTo("Failed one or more objects failed to apply (dry run)\n");
    assertThat(scenario.results())
        .isEqualTo(
            "Sync ConfigMap/bad SyncFailed Failed error validating data: unknown field"
                + " \"spec.wrong\"\n");
    assertThat(scenario.cluster.has("good")).isFalse();
  }

  @Test
  void theNamespaceIsMadeEvenWhereTheDryRunFails() {
    Scenario scenario =
        new Scenario().git("ConfigMap bad spec={wrong:~1}").options("CreateNamespace=true");
    scenario.schemas = _ -> SCHEMA;
    assertThat(scenario.go())
        .isEqualTo(
            """
            apply Namespace/shop
            Failed one or more objects failed to apply (dry run)
            """);
  }

  @Test
  void validateFalseSkipsTheCheck() {
    Scenario scenario = new Scenario().git("ConfigMap bad spec={wrong:~1} options=Validate=false");
    scenario.schemas = _ -> SCHEMA;
    assertThat(scenario.go()).startsWith("apply ConfigMap/bad\nSucceeded");
  }

  @SuppressWarnings("unchecked") // the texts are objects
  private static String problem(String yaml) {
    Map<String, @Nullable Object> tree =
        (Map<String, @Nullable Object>) Objects.requireNonNull(Yaml.parse(yaml));
    return ShapeCheck.problem(Manifest.of(tree), SCHEMA).orElse("fine");
  }
}
