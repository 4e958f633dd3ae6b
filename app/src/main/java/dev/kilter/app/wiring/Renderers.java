package dev.kilter.app.wiring;

import dev.kilter.app.tools.ProjectInputs;
import dev.kilter.app.tools.ToolPrograms;
import dev.kilter.git.AnySource;
import dev.kilter.git.transport.WebFiles;
import dev.kilter.model.render.ManifestRenderer;
import dev.kilter.model.settings.Settings;
import dev.kilter.render.SourceRenderer;
import dev.kilter.render.cache.KeptRenderings;
import dev.kilter.render.plugin.Plugins;
import dev.kilter.render.plugin.program.PluginPrograms;
import dev.kilter.render.plugin.sidecar.Sidecars;
import dev.kilter.render.process.ScratchFolders;
import dev.kilter.render.process.Workshop;
import dev.kilter.render.sops.Decryption;
import dev.kilter.store.KubernetesStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The renderer with its programs, its folder, its way to what is elsewhere, and its memory. */
final class Renderers {
  private static final Logger LOG = LoggerFactory.getLogger(Renderers.class);
  private static final Duration WEB_TIMEOUT = Duration.ofSeconds(15);
  private static final long MAX_KEPT_BYTES = 1024L * 1024 * 1024;

  private Renderers() {}

  static ManifestRenderer open(
      ControllerOptions options, KubernetesStores stores, AnySource sources) throws StartException {
    Path folder = options.cacheDir().resolve("render");
    ToolPrograms programs = ToolPrograms.standard(LOG::info);
    WebFiles files =
        sources.files(
            () -> stores.settings().current().sources().tools().remoteHosts(), WEB_TIMEOUT);
    List<Plugins> plugins =
        List.of(new Sidecars(), new PluginPrograms(System.getenv().getOrDefault("PATH", "")));
    try {
      ManifestRenderer renderer =
          new SourceRenderer(
              new Workshop(
                  programs,
                  ScratchFolders.in(folder),
                  new ProjectInputs(stores.projects(), stores.credentials(), sources, files)),
              plugins);
      ManifestRenderer keeping =
          new KeptRenderings(
              renderer,
              options.cacheDir().resolve("renderings"),
              MAX_KEPT_BYTES,
              () -> fingerprint(programs, plugins, stores.settings().current().sources().tools()),
              InstantSource.system());
      return new Decryption(keeping, renderer, stores.decryptionSecrets());
    } catch (IOException e) {
      throw new StartException(
          "The cache folder " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static String fingerprint(
      ToolPrograms programs, List<Plugins> plugins, Settings.Tools settings) {
    return plugins.stream()
        .map(kind -> kind.fingerprint(settings.plugins()))
        .collect(Collectors.joining("\n", programs.fingerprint(settings) + "\n", ""));
  }
}
