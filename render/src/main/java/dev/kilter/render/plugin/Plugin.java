package dev.kilter.render.plugin;

import java.util.List;

/** A config management plugin, whoever runs it. */
public interface Plugin {
  /** As {@code spec.source.plugin.name} has it. */
  String name();

  /**
   * Whether the plugin is for this source.
   *
   * @throws dev.kilter.render.input.Unrenderable where that cannot be said: a plugin that is broken
   *     must not make a plain directory of what it renders
   */
  Discovery discovery(PluginWork work);

  /**
   * YAML or JSON documents; none only where the plugin ended well and wrote nothing.
   *
   * @throws dev.kilter.render.input.Unrenderable where it failed
   */
  List<String> generate(PluginWork work);

  /** What a plugin that is asked says of a source. */
  enum Discovery {
    /** It is for sources that name it. */
    NONE,
    FOUND,
    NOT_FOUND
  }
}
