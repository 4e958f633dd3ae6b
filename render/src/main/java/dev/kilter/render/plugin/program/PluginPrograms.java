package dev.kilter.render.plugin.program;

import dev.kilter.model.manifest.Digest;
import dev.kilter.model.settings.Settings;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.render.plugin.Plugin;
import dev.kilter.render.plugin.PluginWork;
import dev.kilter.render.plugin.Plugins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The plugins that the files of a folder describe; none until a setting names one. */
public final class PluginPrograms implements Plugins {
  private final String searchPath;

  /**
   * @param searchPath where the plugins' programs are looked for
   */
  public PluginPrograms(String searchPath) {
    this.searchPath = searchPath;
  }

  @Override
  public List<Plugin> installed(Settings.Tools.Plugins settings) {
    if (settings.folder().isEmpty()) {
      return List.of();
    }
    Path folder = Path.of(settings.folder());
    try {
      List<Plugin> plugins = new ArrayList<>();
      for (Path file : files(folder)) {
        plugins.add(plugin(file));
      }
      return plugins;
    } catch (IOException e) {
      return List.of(
          new Broken(
              settings.folder(),
              "the folder of plugins (kilter.plugins.folder) cannot be read: " + e));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().matches(".*\\.ya?ml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private Plugin plugin(Path file) throws IOException {
    String name = file.getFileName().toString();
    try {
      byte[] content = Files.readAllBytes(file);
      return new ProgramPlugin(
          PluginFile.of(new String(content, StandardCharsets.UTF_8)), searchPath);
    } catch (PluginFile.Unusable e) {
      return new Broken(name, name + " in the folder of plugins: " + e.getMessage());
    }
  }

  @Override
  public String fingerprint(Settings.Tools.Plugins settings) {
    if (settings.folder().isEmpty()) {
      return "";
    }
    StringBuilder all = new StringBuilder();
    try {
      for (Path file : files(Path.of(settings.folder()))) {
        all.append(file.getFileName()).append(' ').append(Digest.ofBytes(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      return "unreadable";
    }
    return all.toString();
  }

  /** Nobody knows what this one is for, so it lets no source be taken for something else. */
  private record Broken(String name, String why) implements Plugin {
    @Override
    public Discovery discovery(PluginWork work) {
      throw Unrenderable.file(
          work.path(), 0, "which plugin this source is for cannot be said: " + why);
    }

    @Override
    public List<String> generate(PluginWork work) {
      throw Unrenderable.file(work.path(), 0, why);
    }
  }
}
