package dev.kilter.render.jsonnet;

import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.render.input.BuildEnvironment;
import dev.kilter.render.input.SourcePath;
import dev.kilter.render.input.ToolSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code directory.jsonnet} gives each program: external variables and top-level arguments,
 * each as Jsonnet code, and folders to look for imports in, relative to the root.
 */
record JsonnetVariables(
    Map<String, String> externals, Map<String, String> arguments, List<String> folders) {

  /** Build variables are filled in; a library out of the tree ends the render. */
  static JsonnetVariables of(ToolSource source) {
    BuildEnvironment environment = BuildEnvironment.of(source);
    List<String> folders = new ArrayList<>(List.of(source.folder().path().path()));
    for (Object library : source.source().raw().list("directory", "jsonnet", "libs")) {
      String text = String.valueOf(library);
      folders.add(SourcePath.of(text.startsWith("/") ? text.substring(1) : text).path());
    }
    return new JsonnetVariables(
        code(source, "extVars", environment), code(source, "tlas", environment), folders);
  }

  private static Map<String, String> code(
      ToolSource source, String field, BuildEnvironment environment) {
    Map<String, String> code = new LinkedHashMap<>();
    for (Manifest variable : source.source().raw().items("directory", "jsonnet", field)) {
      String value = environment.substituted(variable.text("value").orElse(""));
      boolean isCode = variable.flag("code").orElse(false);
      code.put(variable.text("name").orElse(""), isCode ? value : Json.text(value));
    }
    return code;
  }
}
