package dev.kilter.cluster.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Yaml;
import dev.kilter.model.schema.FieldSchema;
import dev.kilter.model.schema.FieldSchema.Any;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.schema.FieldSchema.ListType;
import dev.kilter.model.schema.FieldSchema.Sequence;
import dev.kilter.model.schema.FieldSchema.Struct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThreeWayMergeTest {
  private static final FieldSchema PORT =
      new Struct(
          Map.of("port", new Any(), "protocol", new Any()), Map.of("protocol", "TCP"), false);
  private static final KindSchema SCHEMA =
      new KindSchema(
          new Struct(
              Map.of(
                  "ports", new Sequence(PORT, ListType.MAP, List.of("port", "protocol")),
                  "finalizers", new Sequence(new Any(), ListType.SET, List.of()),
                  "args", new Sequence(new Any(), ListType.ATOMIC, List.of())),
              Map.of(),
              false),
          Map.of());

  @SuppressWarnings("unchecked") // the tests' YAML holds maps
  private static Map<String, @Nullable Object> tree(String yaml) {
    return (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(Yaml.parse(yaml));
  }

  private static String merged(String original, String desired, String live) {
    return Yaml.text(new ThreeWayMerge(SCHEMA).merge(tree(original), tree(desired), tree(live)));
  }

  @Test
  void dropsWhatGitDroppedAndKeepsWhatOthersAdded() {
    assertThat(merged("{a: 1, b: 2}", "{a: 1}", "{a: 1, b: 2, c: 3}")).isEqualTo("a: 1\nc: 3\n");
  }

  @Test
  void mergesListsByTheirKeysWithDefaults() {
    assertThat(
            merged(
                "ports: [{port: 1}, {port: 2}]",
                "ports: [{port: 1, name: x}]",
                "ports: [{port: 1, protocol: TCP, nodePort: 3}, {port: 2, protocol: TCP}, {port: 9, protocol: UDP}]"))
        .isEqualTo(
            """
            ports:
            - port: 1
              protocol: TCP
              nodePort: 3
              name: x
            - port: 9
              protocol: UDP
            """);
  }

  @Test
  void replacesAListWhoseKeysAreNotUnique() {
    assertThat(merged("{}", "ports: [{port: 1, name: a}, {port: 1}]", "ports: [{port: 1}]"))
        .isEqualTo("ports:\n- port: 1\n  name: a\n- port: 1\n");
  }

  @Test
  void mergesSetsAndReplacesAtomicLists() {
    assertThat(
            merged(
                "{finalizers: [a, b], args: [x]}",
                "{finalizers: [a], args: [v]}",
                "{finalizers: [a, b, c], args: [x, z]}"))
        .isEqualTo("finalizers:\n- a\n- c\nargs:\n- v\n");
  }

  @Test
  void patchesOnlyWhatDiffers() {
    assertThat(ThreeWayMerge.patch(tree("{a: 1, b: {c: 2, d: 3}}"), tree("{a: 1, b: {c: 4}}")))
        .isEqualTo(tree("{b: {d: null, c: 4}}"));
    assertThat(ThreeWayMerge.patch(tree("{a: [1]}"), tree("{a: [1]}"))).isEmpty();
  }
}
