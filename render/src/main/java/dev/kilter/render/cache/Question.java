package dev.kilter.render.cache;

import dev.kilter.model.manifest.Digest;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything but the trees that a rendering depends on, as one digest: the source and those it
 * refers to, for whom it is rendered, the settings that reach a tool, and the tools' versions. What
 * was read of the trees stands in each answer.
 */
record Question(Digest digest) {
  /** Changes with what is written into an entry, so that older ones are passed over. */
  private static final String FORMAT = "1";

  static Question of(RenderRequest request, String tools) {
    Map<String, Object> said = new TreeMap<>();
    said.put("format", FORMAT);
    said.put("tools", tools);
    said.put("source", request.source().raw().root());
    said.put("application", request.application().toString());
    said.put("instance", request.instanceName());
    said.put("namespace", request.destinationNamespace());
    said.put("project", request.project());
    said.put("settings", settings(request.settings()));
    Map<String, Object> references = new TreeMap<>();
    request
        .references()
        .forEach((name, reference) -> references.put(name, reference.source().raw().root()));
    said.put("references", references);
    return new Question(Digest.of(said));
  }

  private static Map<String, Object> settings(Settings.Sources settings) {
    Settings.Tools tools = settings.tools();
    Map<String, Object> versions = new TreeMap<>();
    tools
        .kustomizeVersions()
        .forEach(
            (name, version) -> versions.put(name, version.path() + " " + version.buildOptions()));
    Settings.Tools.Plugins plugins = tools.plugins();
    return Map.of(
        "plugins", List.of(plugins.sockets(), plugins.folder(), plugins.exclusions()),
        "helm", settings.helm() + " " + tools.helmPath(),
        "kustomize", settings.kustomize() + " " + tools.kustomizePath(),
        "buildOptions", tools.kustomizeBuildOptions(),
        "kustomizeVersions", versions,
        "jsonnet", settings.jsonnet(),
        "submodules", settings.git().submodules(),
        "maxManifestBytes", settings.maxManifestBytes(),
        "schemes", tools.valuesFileSchemes(),
        "hosts", tools.remoteHosts());
  }

  String name() {
    return digest.toString();
  }
}
