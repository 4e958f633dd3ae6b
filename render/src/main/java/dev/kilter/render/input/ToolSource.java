package dev.kilter.render.input;

import dev.kilter.model.application.Source;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.settings.Settings;

/**
 * What a tool makes manifests of.
 *
 * @param source with the overrides of the repository merged in
 * @param reason why this tool, in words
 */
public record ToolSource(RenderRequest request, Source source, SourceFolder folder, String reason) {

  public RecordingTree tree() {
    return folder.tree();
  }

  public Settings.Tools tools() {
    return request.settings().tools();
  }
}
