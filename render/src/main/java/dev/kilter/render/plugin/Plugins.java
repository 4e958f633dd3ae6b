package dev.kilter.render.plugin;

import dev.kilter.model.settings.Settings;
import java.util.List;

/** The plugins of one kind that are installed at the moment. */
public interface Plugins {
  /** In the order in which they are asked; one that is broken is among them, and says so. */
  List<Plugin> installed(Settings.Tools.Plugins settings);

  /** Changes when one of them is exchanged, so that nothing of its predecessor is used again. */
  String fingerprint(Settings.Tools.Plugins settings);
}
