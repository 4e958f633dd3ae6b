package dev.kilter.render.input;

import dev.kilter.model.render.Rendering;

/** One way to make manifests of a source. */
@FunctionalInterface
public interface SourceTool {
  /**
   * The manifests, or that there are none.
   *
   * @throws Unrenderable where neither can be said
   */
  Rendering render(ToolSource source);
}
