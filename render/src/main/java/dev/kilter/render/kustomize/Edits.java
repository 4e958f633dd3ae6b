package dev.kilter.render.kustomize;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.render.input.BuildEnvironment;
import dev.kilter.render.input.Unrenderable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What {@code spec.source.kustomize} asks for, as the calls of {@code kustomize edit} that Argo CD
 * makes, in its order (util/kustomize Build).
 */
final class Edits {
  private final Manifest fields;
  private final BuildEnvironment environment;

  Edits(Manifest fields, BuildEnvironment environment) {
    this.fields = fields;
    this.environment = environment;
  }

  /** Those before patches and components. */
  List<List<String>> calls() {
    List<List<String>> calls = new ArrayList<>();
    set("namePrefix", "nameprefix", calls);
    set("nameSuffix", "namesuffix", calls);
    List<String> images =
        fields.list("images").stream().map(String::valueOf).map(environment::substituted).toList();
    call(List.of("edit", "set", "image", "--"), images, calls);
    call(List.of("edit", "set", "replicas", "--"), replicas(), calls);
    call(labelCall(), pairs("commonLabels", environment::substituted), calls);
    call(
        flag("forceCommonAnnotations")
            ? List.of("edit", "add", "annotation", "--force", "--")
            : List.of("edit", "add", "annotation", "--"),
        pairs(
            "commonAnnotations",
            flag("commonAnnotationsEnvsubst")
                ? environment::substituted
                : UnaryOperator.identity()),
        calls);
    set("namespace", "namespace", calls);
    return calls;
  }

  private void set(String field, String property, List<List<String>> calls) {
    String value = fields.text(field).orElse("");
    if (!value.isEmpty()) {
      calls.add(List.of("edit", "set", property, "--", value));
    }
  }

  private List<String> labelCall() {
    List<String> call = new ArrayList<>(List.of("edit", "add", "label"));
    if (flag("forceCommonLabels")) {
      call.add("--force");
    }
    if (flag("labelWithoutSelector")) {
      call.add("--without-selector");
    }
    if (flag("labelIncludeTemplates")) {
      call.add("--include-templates");
    }
    call.add("--");
    return call;
  }

  private static void call(List<String> call, List<String> values, List<List<String>> calls) {
    if (!values.isEmpty()) {
      List<String> whole = new ArrayList<>(call);
      whole.addAll(values);
      calls.add(whole);
    }
  }

  private List<String> replicas() {
    return fields.items("replicas").stream()
        .map(replica ->
            replica.text("name").orElse("") + "=" + count(replica.at("count").orElse(null)))
        .toList();
  }

  private static long count(@Nullable Object count) {
    try {
      return Long.parseLong(String.valueOf(count));
    } catch (NumberFormatException e) {
      throw new Unrenderable(
          new Failure.InvalidSpec(
              "spec.source.kustomize.replicas has the count '" + count + "', which is no number"));
    }
  }

  private List<String> pairs(String field, UnaryOperator<String> value) {
    List<String> pairs = new ArrayList<>();
    new TreeMap<>(fields.map(field))
        .forEach((key, text) -> pairs.add(key + ":" + value.apply(String.valueOf(text))));
    return pairs;
  }

  private boolean flag(String field) {
    return fields.flag(field).orElse(false);
  }
}
