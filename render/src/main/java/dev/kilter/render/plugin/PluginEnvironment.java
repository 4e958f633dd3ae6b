package dev.kilter.render.plugin;

import dev.kilter.codec.Json;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.render.input.BuildEnvironment;
import dev.kilter.render.input.ToolSource;
import dev.kilter.render.input.Unrenderable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a plugin finds in its environment, as Argo CD has it: the build variables, the cluster's
 * version and kinds, and what the Application says, each under a prefix, so that none of it can
 * stand for anything else.
 */
final class PluginEnvironment {
  private static final Pattern NO_LETTER = Pattern.compile("[^A-Z0-9_]");
  private static final String OWN = "ARGOCD_ENV_";

  private PluginEnvironment() {}

  static Map<String, String> of(ToolSource source, ApiResources kinds) {
    BuildEnvironment build =
        BuildEnvironment.of(source)
            .with(
                Map.of(
                    "KUBE_VERSION", plain(kinds.serverVersion()),
                    "KUBE_API_VERSIONS", String.join(",", kinds.apiVersions())));
    Map<String, String> variables = new LinkedHashMap<>(build.values());
    Manifest raw = source.source().raw();
    if (!(raw.root().get("plugin") instanceof Map)) {
      return variables;
    }
    for (Manifest entry : raw.items("plugin", "env")) {
      String name = entry.text("name").orElse("");
      if (name.chars().anyMatch(c -> c == '=' || c == 0)) {
        throw new Unrenderable(
            new Failure.InvalidSpec(
                "spec.source.plugin.env has a name that is none for a variable"));
      }
      variables.put(OWN + name, build.substituted(entry.text("value").orElse("")));
    }
    List<Manifest> parameters = raw.items("plugin", "parameters");
    variables.put("ARGOCD_APP_PARAMETERS", json(parameters));
    parameters.forEach(parameter -> put(variables, parameter));
    return variables;
  }

  /** {@code v1.36.3+k3s1} is 1.36.3 here. */
  private static String plain(String version) {
    return version.replaceFirst("^v", "").replaceFirst("[-+].*", "");
  }

  private static String json(List<Manifest> parameters) {
    if (parameters.isEmpty()) {
      return "null"; // what Go writes of a list that nobody made
    }
    List<Map<String, Object>> all = new ArrayList<>();
    for (Manifest parameter : parameters) {
      Map<String, Object> one = new TreeMap<>();
      one.put("name", parameter.text("name").orElse(""));
      parameter.text("string").ifPresent(text -> one.put("string", text));
      if (parameter.root().get("array") instanceof List) {
        one.put("array", parameter.list("array").stream().map(String::valueOf).toList());
      }
      if (parameter.root().get("map") instanceof Map) {
        one.put("map", texts(parameter));
      }
      all.add(one);
    }
    return Json.text(all);
  }

  private static void put(Map<String, String> variables, Manifest parameter) {
    String name = "PARAM_" + escaped(parameter.text("name").orElse(""));
    parameter.text("string").ifPresent(text -> variables.put(name, text));
    texts(parameter).forEach((key, value) -> variables.put(name + "_" + escaped(key), value));
    List<?> array = parameter.list("array");
    for (int i = 0; i < array.size(); i++) {
      variables.put(name + "_" + i, String.valueOf(array.get(i)));
    }
  }

  private static Map<String, String> texts(Manifest parameter) {
    Map<String, String> texts = new TreeMap<>();
    parameter.map("map").forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return texts;
  }

  private static String escaped(String name) {
    return NO_LETTER.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("_");
  }
}
