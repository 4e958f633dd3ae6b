package dev.kilter.render.plugin;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.render.Reads;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.model.render.Rendering.SourceType;
import dev.kilter.model.settings.Settings;
import dev.kilter.render.input.ManifestDocument;
import dev.kilter.render.input.SourceTool;
import dev.kilter.render.input.ToolSource;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.render.plugin.Plugin.Discovery;
import dev.kilter.render.process.Scratch;
import dev.kilter.render.process.ScratchFolders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Has a plugin make the manifests: the one that the source names, else the first that discovers
 * what it is for.
 */
public final class PluginRenderer implements SourceTool {
  private final ScratchFolders folders;
  private final List<Plugins> kinds;

  /**
   * @param kinds in the order in which they are asked
   */
  public PluginRenderer(ScratchFolders folders, List<Plugins> kinds) {
    this.folders = folders;
    this.kinds = List.copyOf(kinds);
  }

  @Override
  public Rendering render(ToolSource source) {
    String name = source.source().raw().text("plugin", "name").orElse("");
    List<Plugin> installed = installed(source.tools().plugins());
    try (Scratch scratch = folders.make()) {
      PluginWork work = new PluginWork(source, scratch);
      Plugin plugin =
          name.isEmpty()
              ? discovering(installed, work).orElseThrow(() -> nobody(installed))
              : named(name, installed, work);
      return made(plugin, work);
    }
  }

  /** Of a source that says nothing of its tool; empty where no plugin is for it. */
  public Optional<Rendering> discovered(ToolSource source) {
    List<Plugin> installed = installed(source.tools().plugins());
    if (installed.isEmpty()) {
      return Optional.empty();
    }
    try (Scratch scratch = folders.make()) {
      PluginWork work = new PluginWork(source, scratch);
      return discovering(installed, work).map(plugin -> made(plugin, work));
    }
  }

  public boolean isAnyInstalled(Settings.Tools tools) {
    return !installed(tools.plugins()).isEmpty();
  }

  private List<Plugin> installed(Settings.Tools.Plugins settings) {
    List<Plugin> all = new ArrayList<>();
    kinds.forEach(kind -> all.addAll(kind.installed(settings)));
    return all;
  }

  private static Optional<Plugin> discovering(List<Plugin> installed, PluginWork work) {
    return installed.stream()
        .filter(plugin -> plugin.discovery(work) == Discovery.FOUND)
        .findFirst();
  }

  private static Plugin named(String name, List<Plugin> installed, PluginWork work) {
    Plugin plugin =
        installed.stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                missing(
                    "the plugin '" + name + "'",
                    "there is no config management plugin '" + name + "'; " + those(installed)));
    if (plugin.discovery(work) == Discovery.NOT_FOUND) {
      throw Unrenderable.file(
          work.path(),
          0,
          "the plugin '%s' is not for this source: what it discovers by is not in '%s'"
              .formatted(name, work.source().folder().path()));
    }
    return plugin;
  }

  private static Unrenderable nobody(List<Plugin> installed) {
    return missing(
        "a plugin",
        "no config management plugin discovers this source; "
            + those(installed)
            + "; name one in spec.source.plugin.name");
  }

  private static String those(List<Plugin> installed) {
    return installed.isEmpty()
        ? "none is installed"
        : "there are "
            + installed.stream().map(Plugin::name).distinct().collect(Collectors.joining(", "));
  }

  /** Whoever installs it later need not ask again: this is no fault of the files. */
  private static Unrenderable missing(String tool, String message) {
    return new Unrenderable(new Failure.ToolMissing(tool, message));
  }

  private static Rendering made(Plugin plugin, PluginWork work) {
    List<Item> items = new ArrayList<>();
    String by = "the plugin '" + plugin.name() + "'";
    for (String text : plugin.generate(work)) {
      items.addAll(ManifestDocument.written(text, by, work.path()));
    }
    Reads reads = new Reads(work.source().tree().readSet(), Map.of(), work.kinds(), Map.of());
    return items.isEmpty()
        ? new Rendering.Empty(SourceType.Plugin, reads)
        : new Rendering.Rendered(items, SourceType.Plugin, reads);
  }
}
