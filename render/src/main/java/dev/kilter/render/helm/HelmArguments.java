package dev.kilter.render.helm;

import dev.kilter.model.application.Source;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.render.input.ToolSource;
import dev.kilter.render.input.Unrenderable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The command line for a source's {@code helm} block, in Argo CD's precedence: parameters over
 * values over value files. Every flag is written with its value, so that nothing a user writes can
 * be taken for a flag.
 */
final class HelmArguments {
  /** Commas that nobody escaped; Helm would begin another assignment there. */
  private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

  private final Source source;
  private final ToolSource asked;
  private final ValueFiles values;

  HelmArguments(ToolSource asked, ValueFiles values) {
    this.asked = asked;
    this.source = asked.source();
    this.values = values;
  }

  List<String> all() {
    List<String> all = new ArrayList<>(List.of("template", "."));
    all.add("--name-template=" + releaseName());
    String namespace = text("namespace");
    String target = namespace.isEmpty() ? asked.request().destinationNamespace() : namespace;
    if (!target.isEmpty()) {
      all.add("--namespace=" + target);
    }
    parameters(all);
    values.all().forEach(file -> all.add("--values=" + file));
    if (!flag("skipCrds")) {
      all.add("--include-crds");
    }
    if (flag("skipSchemaValidation")) {
      all.add("--skip-schema-validation");
    }
    if (flag("skipTests")) {
      all.add("--skip-tests");
    }
    return all;
  }

  /**
   * What the chart is told of the cluster; the source may claim another version and other kinds.
   */
  static List<String> cluster(ToolSource asked, ApiResources kinds) {
    List<String> all = new ArrayList<>();
    String claimed = asked.source().raw().text("helm", "kubeVersion").orElse("");
    String version = claimed.isEmpty() ? kinds.serverVersion() : claimed;
    if (!version.isEmpty()) {
      all.add("--kube-version=" + version);
    }
    List<String> versions = texts(asked.source().raw(), "apiVersions");
    (versions.isEmpty() ? kinds.apiVersions() : versions)
        .forEach(api -> all.add("--api-versions=" + api));
    return all;
  }

  private String releaseName() {
    String name = text("releaseName");
    return name.isEmpty() ? asked.request().instanceName() : name;
  }

  private void parameters(List<String> all) {
    for (Manifest parameter : source.raw().items("helm", "parameters")) {
      String name = required(parameter, "parameters");
      String value = escaped(values.substituted(parameter.text("value").orElse("")));
      boolean text = parameter.flag("forceString").orElse(false);
      all.add((text ? "--set-string=" : "--set=") + name + "=" + value);
    }
    for (Manifest parameter : source.raw().items("helm", "fileParameters")) {
      String name = required(parameter, "fileParameters");
      String file = values.file(parameter.text("path").orElse(""));
      all.add("--set-file=" + name + "=" + file);
    }
  }

  private static String required(Manifest parameter, String list) {
    return parameter
        .text("name")
        .filter(name -> !name.isEmpty())
        .orElseThrow(() ->
            new Unrenderable(
                new Failure.InvalidSpec("spec.source.helm." + list + " has one without a name")));
  }

  /** As Argo CD: a value in braces is a list, whose commas are meant. */
  private static String escaped(String value) {
    return value.startsWith("{") && value.endsWith("}")
        ? value
        : COMMA.matcher(value).replaceAll("\\\\,");
  }

  private String text(String field) {
    return source.raw().text("helm", field).orElse("");
  }

  private boolean flag(String field) {
    return source.raw().flag("helm", field).orElse(false);
  }

  static List<String> texts(Manifest raw, String field) {
    return raw.list("helm", field).stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }
}
