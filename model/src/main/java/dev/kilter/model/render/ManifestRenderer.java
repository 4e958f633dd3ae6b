package dev.kilter.model.render;

/**
 * Port to the renderers. Untrusted input: never touches network, credentials or files outside the
 * tree; bounded in time and size; one bad source fails alone. Pure in its request.
 */
public interface ManifestRenderer {
  Rendering render(RenderRequest request);
}
