package dev.kilter.store.settings;

import dev.kilter.model.settings.Settings.Tools;
import dev.kilter.model.settings.Settings.Tools.KustomizeVersion;
import dev.kilter.model.settings.Settings.Tools.Plugins;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What argocd-cm and argocd-cmd-params-cm say of Helm and Kustomize. */
final class ToolSettings {
  private static final String BUILD_OPTIONS = "kustomize.buildOptions";
  private static final List<String> PATHS = List.of("kustomize.path.", "kustomize.version.");

  private ToolSettings() {}

  static Tools of(Entries cm, Entries params) {
    Tools usual = Tools.DEFAULTS;
    return new Tools(
        cm.text("kilter.helm.path").orElse(usual.helmPath()),
        cm.text("kilter.kustomize.path").orElse(usual.kustomizePath()),
        cm.text(BUILD_OPTIONS).orElse(usual.kustomizeBuildOptions()),
        versions(cm),
        words(cm.text("helm.valuesFileSchemes")).orElse(usual.valuesFileSchemes()),
        words(cm.text("kilter.remote.hosts")).orElse(usual.remoteHosts()),
        params.duration("kilter.render.timeout", usual.timeout()),
        (int) params.number("reposerver.parallelism.limit", usual.parallelism()),
        plugins(cm, params));
  }

  private static Plugins plugins(Entries cm, Entries params) {
    Plugins usual = Plugins.DEFAULTS;
    return new Plugins(
        cm.text("kilter.plugins.sockets").orElse(usual.sockets()),
        cm.text("kilter.plugins.folder").orElse(usual.folder()),
        params
            .text("reposerver.plugin.tar.exclusions")
            .map(globs -> Stream.of(globs.split(";", -1)).filter(glob -> !glob.isBlank()).toList())
            .orElse(usual.exclusions()));
  }

  /** Each version has a path, and may have flags of its own. */
  private static Map<String, KustomizeVersion> versions(Entries cm) {
    Map<String, KustomizeVersion> versions = new TreeMap<>();
    for (String key : cm.all().keySet()) {
      for (String prefix : PATHS) {
        String version = key.startsWith(prefix) ? key.substring(prefix.length()) : "";
        if (!version.isEmpty()) {
          versions.put(
              version,
              new KustomizeVersion(
                  cm.text(key).orElse(""), cm.text(BUILD_OPTIONS + "." + version).orElse("")));
        }
      }
    }
    return versions;
  }

  private static Optional<List<String>> words(Optional<String> text) {
    return text.map(
        list -> Arrays.stream(list.split("[,\\s]+", -1)).filter(word -> !word.isEmpty()).toList());
  }
}
